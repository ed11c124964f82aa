import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds wrong in the page as it is now, in words. */
export async function axeViolations(page) {
    // Colours on their way from one theme to another are those of neither.
    await page.evaluate(() => Promise.all(document.getAnimations()
        .filter((animation) => animation instanceof CSSTransition).map(({ finished }) => finished.catch(() => {}))));
    await page.evaluate(AXE);
    const { violations } = await page.evaluate((rules) => axe.run({ runOnly: rules }), RULES);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`);
}
