/**
 * Which computer this is, as the platforms of downloads are named: `linux-x64`, `windows-x64`,
 * `macos-aarch64` … A browser tells the system and often not the processor.
 */

/** @type {[RegExp, string][]} */
const SYSTEMS = [[/windows/i, 'windows'], [/mac ?os|macintosh/i, 'macos'], [/linux(?!.*android)/i, 'linux']];

/** @type {Record<string, string>} */
const NAMES = { windows: 'Windows', macos: 'macOS', linux: 'Linux' };

/**
 * @param {{ userAgent: string }} navigator
 * @returns {string} the system, empty for a phone and what is not known
 */
export function platformHere({ userAgent }) {
  if (/android|iphone|ipad/i.test(userAgent)) {
    return '';
  }
  return SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
}

/**
 * @template {{ platform: string }} T
 * @param {T[]} files for downloading
 * @param {string} here the system, empty when it is not known
 * @returns {{ own?: T, portable?: T }} the file for this system, and the one for any computer with Java
 */
export function offersFor(files, here) {
  return {
    own: files.find(({ platform }) => here !== '' && platform.startsWith(here)),
    portable: files.find(({ platform }) => platformName(platform) === null),
  };
}

/** @param {string} platform @returns {string | null} for people; null for the one for any computer */
export function platformName(platform) {
  const [system, processor] = platform.split('-');
  const name = NAMES[system];
  return name ? [name, processor].filter(Boolean).join(' ') : null;
}
