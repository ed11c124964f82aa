/**
 * A line through counts, as the path of an SVG: the first at the left edge, the last at the right, and
 * the highest a little below the top.
 *
 * @param {number[]} counts
 * @param {number} width
 * @param {number} height
 * @returns {{ line: string, area: string }} the line, and what is below it
 */
export function curve(counts, width, height) {
  if (counts.length === 0) {
    return { line: '', area: '' };
  }
  const values = counts.length === 1 ? [counts[0], counts[0]] : counts;
  const most = Math.max(1, ...values);
  const round = (/** @type {number} */ n) => Math.round(n * 10) / 10;
  const points = values.map((value, i) =>
    `${round(i * width / (values.length - 1))} ${round(height - value / most * height * 0.92)}`);
  return { line: `M${points.join('L')}`, area: `M0 ${height}L${points.join('L')}L${width} ${height}Z` };
}
