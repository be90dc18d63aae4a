import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EvidenceChart } from '@smart-assistant/backstage-plugin-assistant-common';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { useHiddenStyles } from '../Announcer';
import { summarizeLine } from './chartData';
import { formatClock } from './formatClock';
import { useFormatValue } from './useFormatValue';

/** Marks that are read out; a storm of events says no more than its first ones. */
const SPOKEN_MARKS = 20;

/** The chart for those who do not see it: least, largest and latest of each line, and what is marked. */
export function ChartTable(props: { chart: EvidenceChart; now: number }) {
  const { title, unit, lines, thresholds, markers } = props.chart;
  const classes = useHiddenStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const format = useFormatValue(unit);
  return (
    <div className={classes.hidden}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.series')}</th>
            <th scope="col">{t('chart.lowest')}</th>
            <th scope="col">{t('chart.highest')}</th>
            <th scope="col">{t('chart.latest')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, points }, index) => {
            const known = summarizeLine(points);
            return (
              <tr key={index}>
                <th scope="row">{name}</th>
                {known ? (
                  <>
                    <td>{format(known.lowest)}</td>
                    <td>{format(known.highest)}</td>
                    <td>{format(known.latest)}</td>
                  </>
                ) : (
                  <td colSpan={3}>{t('chart.empty')}</td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {thresholds.length + markers.length > 0 && (
        <ul aria-label={t('chart.mark')}>
          {thresholds.map(({ label, value }, index) => (
            <li key={`t${index}`}>
              {t('chart.threshold', { label, value: format(value) })}
            </li>
          ))}
          {markers.slice(0, SPOKEN_MARKS).map(({ at, kind, label }, index) => (
            <li key={index}>
              {formatClock(at, tag, props.now)}{' '}
              {t(`chart.${kind}Mark`, { label })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
