import { serverNow } from '../core/server-time.js';
import { language } from './words.js';

const counts = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
const clockTime = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const sizes = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** @param {number} n @returns {string} `950`, `1.2K` */
export function count(n) {
  return counts.format(n);
}

/** @param {number} millis since 1970 @returns {string} hour and minute here */
export function timeOfDay(millis) {
  return clockTime.format(millis);
}

/** @param {number} millis @returns {string} `4:09` or `1:04:09` */
export function duration(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

const agoUnits = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
/** @type {[Intl.RelativeTimeFormatUnit, number][]} each unit and its seconds */
const UNITS = [['year', 31_557_600], ['month', 2_629_800], ['week', 604_800], ['day', 86_400], ['hour', 3600], ['minute', 60]];

/** @param {number} millis since 1970 @param {number} [now] @returns {string} `3 days ago` */
export function ago(millis, now = serverNow()) {
  const seconds = Math.max(0, (now - millis) / 1000);
  const [unit, length] = UNITS.find(([, least]) => seconds >= least) ?? ['minute', 60];
  return agoUnits.format(-Math.floor(seconds / length), unit);
}

/** @type {[Intl.NumberFormatOptions['unit'], number][]} each unit, its seconds */
const SPANS = [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]];

/** @param {number} seconds @returns {string} rounded up, in the largest unit that there are two of: `90 seconds`, `2 days` */
export function span(seconds) {
  const [unit, length] = SPANS.find(([, length]) => seconds >= (length === 1 ? 0 : 2 * length) || seconds === length) ?? SPANS[3];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(seconds / length));
}

/** @param {number} bytes @returns {string} `23.4 MB` */
export function megabytes(bytes) {
  return `${sizes.format(bytes / 1_000_000)} MB`;
}

/** @param {string} name @returns {number} a hue of its own for each name, in degrees */
export function hueOf(name) {
  let hash = 0;
  for (const letter of name.toLowerCase()) {
    hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  }
  return hash % 360;
}
