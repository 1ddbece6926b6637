import { Dispatcher } from "undici";

/** A dispatcher without a network: every request gets this answer. */
export class AnswerFromMemory extends Dispatcher {
  readonly #answer: (path: string) => { status: number; body: Buffer };

  constructor(answer: (path: string) => { status: number; body: Buffer }) {
    super();
    this.#answer = answer;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const controller: Dispatcher.DispatchController = { aborted: false, paused: false, reason: null, abort: () => undefined, pause: () => undefined, resume: () => undefined };
    queueMicrotask(() => {
      const { status, body } = this.#answer(options.path);
      try {
        handler.onRequestStart?.(controller, {});
        handler.onResponseStart?.(controller, status, { "content-type": "application/json" });
        handler.onResponseData?.(controller, body);
        handler.onResponseEnd?.(controller, {});
      } catch (error) {
        handler.onResponseError?.(controller, error as Error);
      }
    });
    return true;
  }

  override async close(): Promise<void> {}
  override async destroy(): Promise<void> {}
}
