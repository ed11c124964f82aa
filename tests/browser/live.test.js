import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { INSECURE_HOST, browsers, which } from './harness/browsers.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { age, readCurtain, readFrames, readPicture, showsCurtainFirst, thumbnailIsCurtain } from './harness/reading.js';
import { screenshotFolder } from './harness/screenshots.js';
import { IMAGES, JAVA, Screen, Site, publish } from './harness/site.js';

const SCREENSHOTS = screenshotFolder();

/** Runs in the page's own time: until the first element that fits `selector` says so. */
const says = (page, selector, text) => page.waitForFunction(
    (selector, text) => [...document.querySelectorAll(selector)].some((found) => found.textContent.includes(text)),
    { timeout: PATIENCE_MILLIS, polling: 100 }, selector, text);

// What people do with the site, from the first visit on, each step on top of the one before: the
// linked server, the linked client on a real screen, real browsers.
for (const browser of browsers) {
    const skip = !browser.path ? `${browser.command} is not installed` : !which('Xvfb') && 'Xvfb is not installed';

    describe(`live in ${browser.name}`, { skip }, () => {
        const name = `Alva_${browser.name}`;
        let site, screen, driver, client, key, dashboard, watching, other;

        const problems = [];
        let broken = false;
        /** What a person would look at who has to find out why a step failed. */
        const tell = async () => {
            console.error(client?.lines.slice(-5).join('\n'), '\n', site?.program.lines.slice(-5).join('\n'));
            for (const page of (await driver?.pages()) ?? []) {
                console.error(page.url(), await page.$eval('main', ({ dataset }) => ({ ...dataset })).catch(String));
            }
        };
        const step = (what, act) => test(what, { timeout: 3 * PATIENCE_MILLIS }, async () => {
            assert.ok(!broken, 'a step before this one failed');
            broken = true;
            try {
                await act();
            } catch (failure) {
                await tell();
                throw failure;
            }
            broken = false;
        });
        const sentence = (page) => page.$eval('.veil:not([hidden]) .sentence', ({ textContent }) => textContent);
        const shot = (page, what) => page.screenshot({ path: `${SCREENSHOTS}/${browser.name.toLowerCase()}-${what}.png` });

        before(async () => {
            // One after the other: what was started is known to `after`, even when the next fails.
            site = await Site.start();
            screen = await Screen.start();
            driver = await browser.launch(browser.path);
        }, { timeout: 3 * PATIENCE_MILLIS });
        after(async () => {
            await driver?.close();
            await client?.stop();
            await screen?.stop();
            await site?.stop();
        });

        const open = async (address) => {
            const page = await driver.newPage();
            page.setDefaultTimeout(PATIENCE_MILLIS);
            page.on('pageerror', (error) => problems.push(`${address}: ${error.message}`));
            await page.goto(address);
            return page;
        };

        step('the front page says that nobody is live', async () => {
            const page = await open(site.address('/'));
            await page.waitForSelector('.still:not([hidden])');
            await shot(page, 'empty');
            await page.close();
        });

        step('a visitor signs up and reads a stream key on the dashboard', async () => {
            dashboard = await open(site.address('/sign-up?next=/dashboard'));
            await dashboard.type('#username', name);
            await dashboard.type('#password', 'en lång ramsa att minnas');
            await shot(dashboard, 'sign-up');
            await dashboard.click('#sign-up [type="submit"]');
            // The first account of the site is told once that it is an admin.
            await dashboard.waitForFunction(() => location.pathname === '/admin'
                && document.querySelector('#said')?.textContent.includes('admin'));
            await dashboard.goto(site.address('/dashboard'));
            const button = await dashboard.waitForSelector('[data-action="new-key"]', { visible: true });
            await button.click();
            await dashboard.waitForSelector('.new-key:not([hidden])');
            key = await dashboard.$eval('#key', (field) => field.value);
            assert.match(key, /^\S{20,}$/);
            await shot(dashboard, 'dashboard');
        });

        step('the download page has the client for any computer with Java, and it runs', async () => {
            const page = await open(site.address('/download'));
            const link = await page.waitForSelector('a[href$="/stream-client-any.zip"]', { visible: true });
            const archive = join(site.data, 'client.zip');
            const answer = await fetch(await link.evaluate(({ href }) => href));
            writeFileSync(archive, new Uint8Array(await answer.arrayBuffer()));
            // This image holds no archive for Linux.
            assert.ok(await page.$eval('#browser a[href="/studio"]', (first) => first.checkVisibility()));
            assert.ok(await page.$eval('#java a', (java) => java.checkVisibility()));
            await shot(page, 'download');
            await page.close();
            execFileSync(join(dirname(JAVA), 'jar'), ['--extract', '--file', archive], { cwd: site.data });
            const help = execFileSync('sh', [join(site.data, 'stream-client/bin/stream-client'), '--help'],
                { encoding: 'utf8', env: { ...process.env, JAVA_HOME: dirname(dirname(JAVA)) } });
            assert.match(help, /publish/);
        });

        step('the linked client writes numbers as its two languages do', () => {
            const settings = spawnSync(join(IMAGES, 'stream-client/runtime/bin/java'), ['-XshowSettings:locale', '-version'],
                { encoding: 'utf8' }).stderr;
            assert.match(settings, / sv_SE\b/);
            assert.doesNotMatch(settings, / de_DE\b/);
        });

        step('the client publishes the screen with that key', async () => {
            client = await publish(site, screen, key, 30, { options: ['--chat', '--commands'] });
            await client.line(/^stats .*fps=[1-9]/);
        });

        step('the channel is found on the front page', async () => {
            watching = await open(site.address('/'));
            const link = await watching.waitForSelector(`[data-channel="${name}"][data-presence="live"] a`);
            await watching.waitForSelector('.card img:not([hidden])');
            await shot(watching, 'front');
            await link.click();
            await watching.waitForSelector('main[data-presence="live"]');
            assert.equal(new URL(watching.url()).pathname, `/${name}`);
        });

        step('the picture is shown with WebCodecs, and its clock goes on', async () => {
            await readPicture(watching);
            assert.equal(await watching.$eval('.stage', (stage) => stage.dataset.player), 'packets');
            await clockGoesOn(watching);
            await shot(watching, 'watch');
        });

        step('a page that is no secure context shows it with Media Source Extensions', async () => {
            other = await open(site.address(`/${name}`, INSECURE_HOST));
            assert.equal(await other.evaluate(() => isSecureContext), false);
            await readPicture(other);
            assert.equal(await other.$eval('.stage', (stage) => stage.dataset.player), 'mp4');
            // A player that finds itself too near the live edge may jump back a frame.
            await clockGoesOn(other, 1);
            await shot(other, 'watch-mse');
        });

        step('a chat message reaches the client and another viewer', async () => {
            const line = `Hej från ${browser.name}! 👋`;
            await watching.bringToFront();
            await watching.waitForSelector('.composer:not([hidden])');
            await watching.type('.composer textarea', line);
            await watching.keyboard.press('Enter');
            await says(watching, '.chat-line .text', line);
            await says(other, '.chat-line .text', line);
            const [said] = await client.line(/^chat .*/);
            assert.ok(said.endsWith(`${name}: ${line}`), said);
            await shot(watching, 'chat');
        });

        step('a title that is edited on the dashboard is seen by viewers and the client', async () => {
            await dashboard.bringToFront();
            await dashboard.type('#title', 'Pixlar på väg');
            await dashboard.click('#stream [type="submit"]');
            await dashboard.waitForSelector('#stream output[data-state="saved"]');
            await says(watching, '.title', 'Pixlar på väg');
            await says(other, '.title', 'Pixlar på väg');
            await client.line(/^channel .*title=Pixlar på väg/);
        });

        step('what the streamer hides is gone for viewers, newcomers and the front page, until it is shown again', async () => {
            client.child.stdin.write('/hide Paus\n');
            await client.line(/^hidden Paus$/);
            for (const page of [watching, other]) {
                await page.bringToFront();
                await readCurtain(page);
            }
            await watching.bringToFront();
            await shot(watching, 'hidden');
            const newcomer = await open(site.address(`/${name}`));
            assert.ok(await showsCurtainFirst(newcomer), 'a newcomer saw what is hidden');
            await newcomer.goto(site.address('/'));
            await newcomer.waitForSelector('.card img:not([hidden])');
            await thumbnailIsCurtain(newcomer);
            await newcomer.close();
            client.child.stdin.write('/show\n');
            for (const page of [watching, other]) {
                await page.bringToFront();
                await readPicture(page);
            }
        });

        step('a client that dies leaves viewers waiting, and the picture goes on when it is back', async () => {
            await client.stop('SIGKILL');
            for (const page of [watching, other]) {
                await page.bringToFront();
                await page.waitForSelector('main[data-presence="away"] .stage[data-picture] .veil:not([hidden])');
                assert.ok(await sentence(page));
            }
            await watching.bringToFront();
            await shot(watching, 'away');
            const again = readFrames(watching, PATIENCE_MILLIS, 2);
            client = await publish(site, screen, key);
            const live = Date.now();
            const [, next] = await again;
            console.log(`      watching again ${next.now - live} ms after the client said that it is live`);
            for (const page of [watching, other]) {
                await page.waitForSelector('main[data-presence="live"]');
                await clockGoesOn(page, 1);
            }
        });

        step('client and viewers come back by themselves after a restart of the server', async () => {
            await site.restart();
            for (const page of [watching, other]) {
                await page.bringToFront();
                await page.waitForSelector('main[data-presence="live"][data-connection="open"]');
                await clockGoesOn(page, 1);
            }
            // Who was away has every line, and each once.
            await watching.bringToFront();
            await watching.type('.composer textarea', 'Tillbaka!');
            await watching.keyboard.press('Enter');
            for (const page of [watching, other]) {
                await says(page, '.chat-line .text', 'Tillbaka!');
                assert.equal(await page.$$eval('.chat-line', (lines) => lines.length), 2);
            }
        });

        step('the page says so when the client stops', async () => {
            await client.stop();
            for (const page of [watching, other]) {
                await page.waitForSelector('main[data-presence="offline"]');
                assert.ok(await sentence(page));
            }
            await watching.bringToFront();
            await shot(watching, 'offline');
        });

        step('no page has failed, the front page is empty again, and the server stops in order', async () => {
            const page = await open(site.address('/'));
            await page.waitForSelector('.still:not([hidden])');
            // Firefox counts it as an error that pages look for a server that has stopped.
            assert.deepEqual(problems.filter((problem) => !/establish a connection/.test(problem)), []);
            assert.equal(await site.stop(), 143);
        });
    });

    /** The clock is read from 30 frames, each later than the one before, but for so many jumps back. */
    async function clockGoesOn(page, jumps = 0) {
        await page.bringToFront();
        const readings = await readFrames(page, PATIENCE_MILLIS, 30);
        const ages = readings.map(age);
        console.log(`      ${readings.length} frames, shown ${Math.min(...ages)}–${Math.max(...ages)} ms after they were drawn`);
        assert.ok(readings.length === 30, `only ${readings.length} frames in a minute`);
        const back = readings.filter((reading, i) => i > 0 && reading.clock < readings[i - 1].clock);
        assert.ok(back.length <= jumps, `the clock went back ${back.length} times`);
        assert.ok(readings.at(-1).clock > readings[0].clock, 'the clock did not go on');
    }
}
