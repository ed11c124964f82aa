import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import puppeteer from 'puppeteer-core';

/** A name that leads to this machine without being a secure context, as a LAN address is none. */
export const INSECURE_HOST = 'stream.test';

/**
 * A browser's `launch(path, { fakeCapture, environment })`: with `fakeCapture`, screens, webcams and
 * microphones are invented and allowed without asking; `environment` is added to what the browser has.
 */
const chromium = {
    name: 'Chromium',
    command: 'chromium',
    launch: (executablePath, { fakeCapture = false, environment = {} } = {}) => puppeteer.launch({
        executablePath,
        env: { ...process.env, ...environment },
        userDataDir: mkdtempSync(join(tmpdir(), 'strom-chromium-')),
        defaultViewport: { width: 1280, height: 800 },
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required',
            '--lang=en', `--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`,
            ...(fakeCapture ? ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=2,display-media-type=monitor'] : [])],
    }),
};

const firefox = {
    name: 'Firefox',
    command: 'firefox-esr',
    launch: (executablePath, { fakeCapture = false, environment = {} } = {}) => puppeteer.launch({
        browser: 'firefox',
        executablePath,
        env: { ...process.env, ...environment },
        defaultViewport: { width: 1280, height: 800 },
        extraPrefsFirefox: {
            'media.autoplay.default': 0,
            'media.autoplay.blocking_policy': 0,
            'media.gmp-manager.updateEnabled': false,
            'network.dns.localDomains': INSECURE_HOST,
            'intl.accept_languages': 'en',
            'media.navigator.streams.fake': fakeCapture,
            'media.navigator.permission.disabled': fakeCapture,
        },
    }),
};

/** The path of a program, or null where it is not installed. */
export function which(command) {
    try {
        return execFileSync('sh', ['-c', `PATH=$PATH:/usr/sbin command -v ${command}`], { encoding: 'utf8' }).trim();
    } catch {
        return null;
    }
}

/** The browsers that the tests drive, each with its path, null where it is not installed. */
export const browsers = [chromium, firefox].map((browser) => ({ ...browser, path: which(browser.command) }));
