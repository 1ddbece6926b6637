export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface PointsBucket {
  /** Takes the points, or null when there are not enough. Give back what was not used. */
  reserve(points: number): { refund(unused: number): void } | null;
  status(): ThrottleStatus;
}

/** The leaky bucket of one app on one shop (platform §3): filled at `restoreRate` points per second up to `size`. */
export function openPointsBucket({ size, restoreRate, now = Date.now }: { size: number; restoreRate: number; now?: () => number }): PointsBucket {
  let available = size;
  let at = now();
  const fill = () => {
    const time = now();
    available = Math.min(size, available + ((time - at) / 1000) * restoreRate);
    at = time;
  };
  return {
    reserve(points) {
      fill();
      if (points > available) return null;
      available -= points;
      return { refund: (unused) => void (available = Math.min(size, available + unused)) };
    },
    status() {
      fill();
      return { maximumAvailable: size, currentlyAvailable: Math.floor(available), restoreRate };
    },
  };
}
