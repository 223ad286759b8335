/** How fast something grows, and how far off that may be (two standard errors). */
export type Slope = { perHour: number; offBy: number };

/** The straight line that fits best by least squares, through values at these minutes. */
export function slopeOf(points: readonly { minutes: number; value: number }[]): Slope {
  const count = points.length;
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / count;
  const [meanX, meanY] = [mean(({ minutes }) => minutes), mean(({ value }) => value)];
  const spreadX = points.reduce((sum, { minutes }) => sum + (minutes - meanX) ** 2, 0);
  const perMinute =
    points.reduce((sum, { minutes, value }) => sum + (minutes - meanX) * (value - meanY), 0) / spreadX;
  const residual = points.reduce(
    (sum, { minutes, value }) => sum + (value - meanY - perMinute * (minutes - meanX)) ** 2,
    0,
  );
  const standardError = Math.sqrt(residual / Math.max(1, count - 2) / spreadX);
  return { perHour: perMinute * 60, offBy: 2 * standardError * 60 };
}
