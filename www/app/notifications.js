import { recall, remember } from './preferences.js';

const WANTED = 'notifications';

/** Whether this browser can: it must know the Notification API, and trust the page (https or localhost). */
export function canNotify() {
  return 'Notification' in window && window.isSecureContext && Notification.permission !== 'denied';
}

/** Whether the visitor wants to be told outside the page, and the browser lets us. */
export function notifies() {
  return canNotify() && Notification.permission === 'granted' && recall(WANTED) === 'on';
}

/** Asks the browser, which asks the visitor. @returns {Promise<boolean>} whether it is on now */
export async function turnOn() {
  remember(WANTED, 'on');
  await Notification.requestPermission();
  return notifies();
}

export function turnOff() {
  remember(WANTED, null);
}

/**
 * @param {string} title
 * @param {string} body
 * @param {string} address where a click leads
 * @returns {boolean} whether it is shown; browsers on Android have no notifications without a service worker
 */
export function notify(title, body, address) {
  let notification;
  try {
    // The same tag replaces: several tabs tell of a stream once.
    notification = new Notification(title, { body, icon: '/favicon.svg', tag: address });
  } catch {
    return false;
  }
  notification.addEventListener('click', () => {
    window.focus();
    location.assign(address);
  });
  return true;
}
