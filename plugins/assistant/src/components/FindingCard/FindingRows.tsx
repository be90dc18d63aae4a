import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import { Fragment, type ReactNode } from 'react';
import { citationsOf } from '../../conversation/evidence';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatMoment } from '../Age';
import { CitationChip } from '../CitationChip';
import { NextChecks } from './NextChecks';
import { Victims } from './Victims';
import { detailOfChange } from './changeWords';

/** Reasons that the short card shows. */
const SHORT_REASONS = 3;

const useStyles = makeStyles(
  theme => ({
    root: {
      fontSize: theme.typography.pxToRem(13.5),
      lineHeight: 1.5,
      margin: theme.spacing(1, 0, 0),
    },
    row: {
      columnGap: theme.spacing(1.5),
      display: 'grid',
      gridTemplateColumns: '112px minmax(0, 1fr)',
      marginTop: theme.spacing(0.5),
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    name: { color: theme.palette.text.secondary },
    value: { margin: 0, overflowWrap: 'anywhere' },
    detail: { color: theme.palette.text.secondary },
  }),
  { name: 'AssistantFindingRows' },
);

function Row(props: { name: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.row}>
      <dt className={classes.name}>{props.name}</dt>
      <dd className={classes.value}>{props.children}</dd>
    </div>
  );
}

/** The engine tells in sentences, other analyzers may in phrases. */
const separatorAfter = (text: string) => (text.endsWith('.') ? ' ' : '; ');

/** Why, who suffers, what it was not, what to look at: the first things only while the card is short. */
export function FindingRows(props: { finding: Finding; expanded: boolean }) {
  const { finding, expanded } = props;
  const { reasons, change, ruledOut, nextChecks, confidence } = finding;
  const { victims, withheldVictims, firstSeen, lastSeen } = finding;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const shown = expanded ? reasons : reasons.slice(0, SHORT_REASONS);
  // what is not sure yet wants to be looked at
  const checks = expanded || confidence !== 'confirmed' ? nextChecks : [];
  return (
    <dl className={classes.root}>
      {shown.length > 0 && (
        <Row name={t(`finding.${confidence}`)}>
          {shown.map(({ text, evidence }, index) => (
            <Fragment key={index}>
              {index > 0 && separatorAfter(shown[index - 1].text)}
              {text}
              {citationsOf(finding, evidence).map(number => (
                <CitationChip key={number} number={number} />
              ))}
            </Fragment>
          ))}
        </Row>
      )}
      {victims.length + withheldVictims > 0 && (
        <Row name={t('finding.affects')}>
          <Victims victims={victims} withheld={withheldVictims} />
        </Row>
      )}
      {expanded && change && (
        <Row name={t('finding.changed')}>
          {change.text}
          {citationsOf(finding, [change.evidenceId]).map(number => (
            <CitationChip key={number} number={number} />
          ))}
          {detailOfChange(change) && (
            <div className={classes.detail}>{detailOfChange(change)}</div>
          )}
        </Row>
      )}
      {ruledOut.length > 0 && (
        <Row name={t('finding.ruledOut')}>
          {ruledOut.map((item, index) =>
            index > 0 ? separatorAfter(ruledOut[index - 1]) + item : item,
          )}
        </Row>
      )}
      {checks.length > 0 && (
        <Row name={t('finding.checks')}>
          <NextChecks checks={checks} />
        </Row>
      )}
      {expanded && (
        <Row name={t('finding.seen')}>
          {t('finding.seenText', {
            first: formatMoment(firstSeen, tag),
            last: formatMoment(lastSeen, tag),
          })}
        </Row>
      )}
    </dl>
  );
}
