import { expect, onTestFinished, test, vi } from "vitest";
import { createWorkerWaker } from "#app/jobs/wake-workers.ts";

function open() {
  const woken: string[] = [];
  const waker = createWorkerWaker((id) => woken.push(id));
  onTestFinished(() => waker.stop());
  for (const id of ["a", "b", "c"]) waker.add("films", id);
  return { woken, waker };
}

test("a look wakes one idle worker, and one that gets a job sends the next one to look", () => {
  const { woken, waker } = open();
  waker.look("films");
  waker.began("films", "a");
  waker.began("films", "b");
  waker.ended("films", "a");
  expect(woken).toEqual(["a", "b", "c"]);
});

test("a look that finds all of them busy is made up for by the first that is through, once", () => {
  const { woken, waker } = open();
  for (const id of ["a", "b", "c"]) waker.began("films", id);
  woken.length = 0;
  waker.look("films");
  waker.ended("films", "b");
  waker.ended("films", "a");
  expect(woken).toEqual(["b"]);
});

test("nobody is woken while all are busy, nor for a queue without workers", () => {
  const { woken, waker } = open();
  for (const id of ["a", "b", "c"]) waker.began("films", id);
  woken.length = 0;
  waker.look("films");
  waker.look("posters");
  expect(woken).toEqual([]);
});

test("a delayed job has a worker look when its time has come, not before, and not after the end", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { woken, waker } = open();
  waker.lookAt("films", new Date(Date.now() + 5_000));
  waker.lookAt("films", new Date(Date.now() + 20_000));
  vi.advanceTimersByTime(4_900);
  expect(woken).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(woken).toEqual(["a"]);
  waker.stop();
  vi.advanceTimersByTime(30_000);
  expect(woken).toEqual(["a"]);
});

test("a queue is looked into again and again", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { woken, waker } = open();
  waker.lookEvery("films", 2_000);
  vi.advanceTimersByTime(6_100);
  expect(woken).toEqual(["a", "a", "a"]);
});
