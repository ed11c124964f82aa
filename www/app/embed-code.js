/**
 * The HTML that shows a channel's player on another page.
 *
 * @param {string} name of the streamer, which has only letters, digits and _
 * @param {string} origin of this site
 * @returns {string}
 */
export function embedCode(name, origin) {
  return `<iframe src="${origin}/embed/${encodeURIComponent(name)}" width="640" height="360" title="${name}"`
    + ' allow="fullscreen; picture-in-picture; autoplay" loading="lazy"></iframe>';
}
