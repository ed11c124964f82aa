import { one } from '../dom.js';
import { recall, remember } from '../preferences.js';

/** @typedef {'videoinput' | 'audioinput'} Kind */

/** What Chromium calls the system's own device, and that for calls, beside naming each by itself. */
const ALIASES = ['default', 'communications'];

/**
 * The devices of a kind that one can choose from. Browsers name them once one of them may be used,
 * and before that tell of one without a name.
 *
 * @param {MediaDeviceInfo[]} devices
 * @param {Kind} kind
 * @returns {{ id: string, label: string }[]} fewer than two leave no choice
 */
export function choicesOf(devices, kind) {
  return devices.filter((device) => device.kind === kind && device.deviceId && device.label && !ALIASES.includes(device.deviceId))
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/**
 * The device that an id stands for, where it is an alias: the one of the same group.
 *
 * @param {MediaDeviceInfo[]} devices @param {Kind} kind @param {string} id
 */
export function deviceOf(devices, kind, id) {
  const group = devices.find((device) => device.kind === kind && device.deviceId === id)?.groupId;
  const own = ALIASES.includes(id)
    ? devices.find((device) => device.kind === kind && device.groupId === group && !ALIASES.includes(device.deviceId)) : undefined;
  return own?.deviceId ?? id;
}

/**
 * Asks for a device rather than others: one that is no longer there gives way to another.
 *
 * @param {string} device its id; empty for whichever the browser takes
 * @returns {MediaTrackConstraints}
 */
export function preferring(device) {
  return device ? { deviceId: { ideal: device } } : {};
}

/** Lets one choose a device of a kind, and remembers it here. The field is there when there is a choice. */
export class DeviceField {
  #kind;
  #field;
  #select;
  #key;

  /** @param {Kind} kind @param {string} name of the field @param {(device: string) => void} choose its id */
  constructor(kind, name, choose) {
    this.#kind = kind;
    this.#key = `studio-${name}`;
    this.#select = one(`[name="${name}"]`, HTMLSelectElement);
    this.#field = one(`.field:has([name="${name}"])`, HTMLElement);
    this.#select.addEventListener('change', () => {
      remember(this.#key, this.#select.value);
      choose(this.#select.value);
    });
    navigator.mediaDevices.addEventListener('devicechange', () => this.show());
    this.show();
  }

  /** The device that was chosen, here or another time; empty for whichever the browser takes. */
  get chosen() {
    return recall(this.#key) ?? '';
  }

  /** Looks for devices anew. @param {string} [used] id of the one that is in use */
  async show(used = '') {
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    const choices = choicesOf(devices, this.#kind);
    this.#field.hidden = choices.length < 2;
    const selected = deviceOf(devices, this.#kind, used) || this.#select.value || this.chosen;
    this.#select.replaceChildren(...choices.map(({ id, label }) => new Option(label, id)));
    if (choices.some(({ id }) => id === selected)) {
      this.#select.value = selected;
    }
  }
}
