const seconds = (ms: number) => `${(ms / 1000).toFixed(1).padStart(6)} s`;
const MOVE_MS = 120;
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Tells what the demo is doing: a moving line on a terminal, plain lines elsewhere. */
export interface Teller {
  /** A step that is over, with how long it took. */
  done(text: string, ms: number): void;
  /** What is going on now; replaced by whatever comes next. */
  now(text: string): void;
  line(text: string): void;
  stop(): void;
}

/** Writes to `out`. */
export function createTeller(out: NodeJS.WriteStream = process.stdout): Teller {
  const live = out.isTTY === true;
  let current: { text: string; since: number } | null = null;
  let frame = 0;
  const wipe = () => {
    if (live && current) out.write("\r\u001b[2K");
  };
  const draw = () => {
    if (!live || !current) return;
    frame = (frame + 1) % frames.length;
    const line = `${frames[frame]} ${current.text} ${((Date.now() - current.since) / 1000).toFixed(0)} s`;
    out.write(`\r\u001b[2K${line.slice(0, (out.columns ?? 80) - 1)}`);
  };
  const timer = live ? setInterval(draw, MOVE_MS) : null;
  timer?.unref();
  return {
    done(text, ms) {
      wipe();
      current = null;
      out.write(`${seconds(ms)}  ${text}\n`);
    },
    now(text) {
      if (current?.text === text) return;
      current = { text, since: Date.now() };
      draw();
    },
    line(text) {
      wipe();
      out.write(`${text}\n`);
    },
    stop() {
      wipe();
      current = null;
      if (timer) clearInterval(timer);
    },
  };
}
