// Runs before the first paint, so that the page does not flash in another theme or language. The
// Content-Security-Policy forbids inline scripts; this is the one classic script of a page.
{
  const root = document.documentElement;
  /** @param {string} key */
  const chosen = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const theme = chosen('theme');
  if (theme === 'dark' || theme === 'light') {
    root.dataset.theme = theme;
  }
  const wanted = [chosen('language'), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  const language = wanted.find((tag) => tag === 'en' || tag === 'sv') ?? 'en';
  if (language !== root.lang) {
    root.lang = language;
    // The words in the HTML are English: style/base.css keeps them unseen until they are replaced.
    root.dataset.words = 'pending';
    const words = document.createElement('link');
    words.rel = 'modulepreload';
    words.href = `/languages/${language}.js`;
    document.head.append(words);
  }
}
