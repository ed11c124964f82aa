import { make, one } from '../dom.js';
import { t } from '../words.js';

/** Shows how the stream fares. @param {import('../../core/publishing/publishing.js').PublishingFigures | undefined} figures undefined hides them */
export function showFigures(figures) {
  const list = one('.figures', HTMLElement);
  list.hidden = !figures;
  if (!figures) {
    return;
  }
  const { fps, kbps, targetKbps, dropped, roundTripMillis, width, height } = figures;
  const rows = [
    [t('stats.rate'), `${fps} /s`],
    [t('stats.bitrate'), `${Math.round(kbps)} kbit/s`],
    [t('studio.target'), `${targetKbps} kbit/s`],
    [t('stats.dropped'), String(dropped)],
    [t('studio.round-trip'), roundTripMillis ? `${Math.max(1, Math.round(roundTripMillis))} ms` : '–'],
    [t('stats.size'), width ? `${width} × ${height}` : '–'],
  ];
  list.replaceChildren(...rows.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))));
}
