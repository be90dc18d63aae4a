import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  Finding,
  IncidentTimeline as Timeline,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useId, useMemo, useState } from 'react';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatClock } from '../EvidenceChart';
import { TimelineItem } from './TimelineItem';
import { type PlacedItem, blamedAt, placeLanes } from './timelineItems';
import { useRovingItems } from './useRovingItems';
import { useTimelineStyles } from './useTimelineStyles';

/** Changes, events, logs, metrics and alerts on one axis; a dashed line stands where the change was. */
export function IncidentTimeline(props: {
  timeline: Timeline;
  findings: Finding[];
}) {
  const { timeline, findings } = props;
  const { from, to } = timeline;
  const classes = useTimelineStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const headingId = useId();
  const lanes = useMemo(() => placeLanes(timeline), [timeline]);
  const roving = useRovingItems(lanes);
  const [touched, setTouched] = useState<PlacedItem>();
  const clock = (at: number) => formatClock(at, tag, to);
  const name = ({ at, to: end, label }: PlacedItem) =>
    end === undefined
      ? t('timeline.item', { at: clock(at), label })
      : t('timeline.span', { from: clock(at), to: clock(end), label });
  const change = blamedAt(timeline, findings);
  return (
    <section className={classes.root} aria-labelledby={headingId}>
      <Typography variant="subtitle2" component="h2" id={headingId}>
        {t('timeline.heading', {
          from: formatClock(from, tag, to),
          to: clock(to),
        })}
      </Typography>
      <div className={classes.axis}>
        {change !== undefined && (
          <div className={classes.changeTrack} aria-hidden="true">
            <div
              data-testid="change-line"
              className={classes.change}
              style={{ left: `${((change - from) / (to - from)) * 100}%` }}
            />
          </div>
        )}
        {lanes.map(({ label, kind, items, more }) => (
          <div key={`${kind}${label}`} className={classes.lane}>
            <span className={classes.label} title={label}>
              {label}
            </span>
            <ul className={classes.track} aria-label={label}>
              {items.map(item => (
                <li key={item.id}>
                  <TimelineItem
                    item={item}
                    name={name(item)}
                    round={kind === 'changes'}
                    elementRef={roving.register(item.id)}
                    tabIndex={roving.tabIndexOf(item.id)}
                    onKeyDown={roving.onKeyDown(item.id)}
                    onTouch={on => setTouched(on ? item : undefined)}
                  />
                </li>
              ))}
            </ul>
            {more > 0 && <span>{t('timeline.more', { count: more })}</span>}
          </div>
        ))}
      </div>
      <div className={classes.ends} aria-hidden="true">
        <span>{clock(from)}</span>
        <span>{clock(to)}</span>
      </div>
      <p className={classes.words}>
        {touched ? (
          <span className={classes.read}>{name(touched)}</span>
        ) : (
          t('timeline.hint')
        )}
      </p>
    </section>
  );
}
