/** From one line to the next, in sizes of the letters. */
export const LINE_HEIGHT = 1.3;
/** Of the box's height: letters larger than that shout. */
const LARGEST = 0.2;
/** Of the box's height: smaller ones cannot be read. */
const SMALLEST = 0.035;
const STEP = 0.92;

/**
 * Breaks a text into lines of the largest letters with which it fits into a box. What does not fit
 * with the smallest is left out at its end.
 *
 * @param {string} text
 * @param {number} width of the box @param {number} height of the box
 * @param {(line: string, size: number) => number} measure how wide a line is in letters of a size
 * @returns {{ size: number, lines: string[] }}
 */
export function fitText(text, width, height, measure) {
  for (let size = height * LARGEST; ; size *= STEP) {
    const lines = broken(text, (line) => measure(line, size) <= width);
    const fits = lines.length * size * LINE_HEIGHT <= height && lines.every((line) => measure(line, size) <= width);
    if (fits || size < height * SMALLEST) {
      return { size, lines: lines.slice(0, Math.max(1, Math.floor(height / size / LINE_HEIGHT))) };
    }
  }
}

/** @param {string} text @param {(line: string) => boolean} fits @returns {string[]} with as many words on each line as fit */
function broken(text, fits) {
  return text.trim().split('\n').flatMap((paragraph) => {
    /** @type {string[]} */
    const lines = [];
    for (const word of paragraph.split(/\s+/)) {
      const longer = `${lines.at(-1)} ${word}`;
      if (lines.length && fits(longer)) {
        lines[lines.length - 1] = longer;
      } else {
        lines.push(word);
      }
    }
    return lines;
  });
}
