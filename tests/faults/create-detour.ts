import { Dispatcher } from "undici";

/** A dispatcher that sends the next chat messages somewhere else, and counts how often it was asked to. */
export class Detour extends Dispatcher {
  readonly #usual: Dispatcher;
  /** Where chat messages go instead; null = where they belong. */
  origin: string | null = null;
  /** How many more messages go there. */
  times = Infinity;
  taken = 0;

  constructor(usual: Dispatcher) {
    super();
    this.#usual = usual;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (this.origin === null || options.path !== "/run_sse" || this.taken >= this.times) return this.#usual.dispatch(options, handler);
    this.taken++;
    return this.#usual.dispatch({ ...options, origin: this.origin }, handler);
  }

  override async close(): Promise<void> {}
  override async destroy(): Promise<void> {}
}
