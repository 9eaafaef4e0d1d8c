/** The order after one row has moved by some places; at the ends it stays. */
export function moved(order: readonly string[], key: string, by: number): string[] {
  const from = order.indexOf(key);
  const to = Math.max(0, Math.min(order.length - 1, from + by));
  const rest = order.filter((one) => one !== key);
  return from < 0 ? [...order] : [...rest.slice(0, to), key, ...rest.slice(to)];
}

/** The order after rows were dropped before or after another one. */
export function placedAt(
  order: readonly string[],
  keys: readonly string[],
  target: string,
  position: "before" | "after" | "on",
): string[] {
  if (keys.includes(target)) return [...order];
  const rest = order.filter((one) => !keys.includes(one));
  const at = rest.indexOf(target) + (position === "after" ? 1 : 0);
  return [...rest.slice(0, at), ...order.filter((one) => keys.includes(one)), ...rest.slice(at)];
}
