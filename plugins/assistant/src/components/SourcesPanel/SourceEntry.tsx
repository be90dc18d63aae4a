import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { alpha, makeStyles } from '@material-ui/core/styles';
import type { Citation } from '@smart-assistant/backstage-plugin-assistant-common';
import { useEffect, useRef } from 'react';
import { useSource } from '../../hooks/useSourceHighlight';
import { Age } from '../Age';
import { safeLink } from '../AnswerMarkdown';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderBottom: `1px solid ${theme.palette.divider}`,
      columnGap: theme.spacing(1),
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr) auto',
      padding: theme.spacing(1),
    },
    highlighted: { background: alpha(theme.palette.primary.main, 0.12) },
    number: {
      alignSelf: 'start',
      background: alpha(theme.palette.primary.main, 0.12),
      borderRadius: theme.shape.borderRadius,
      color: theme.palette.primary.main,
      fontSize: theme.typography.pxToRem(12),
      fontWeight: 500,
      lineHeight: theme.typography.pxToRem(18),
      minWidth: theme.spacing(2.5),
      textAlign: 'center',
    },
    title: { fontSize: theme.typography.pxToRem(13), overflowWrap: 'anywhere' },
    soft: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12),
      overflowWrap: 'anywhere',
    },
    age: { whiteSpace: 'nowrap' },
  }),
  { name: 'AssistantSourceEntry' },
);

/** One source: what it is, where in the page, whose, how old. */
export function SourceEntry(props: { citation: Citation }) {
  const { citation } = props;
  const { number, kind, title, headingPath, snippet } = citation;
  const { entityRef, entityTitle, at } = citation;
  const classes = useStyles();
  const { highlighted, handlers } = useSource(number);
  const entry = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (highlighted) {
      // not in the test browser; `nearest` does nothing when it is in view already
      entry.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [highlighted]);
  const to = safeLink(citation.url);
  const path = headingPath.filter(heading => heading !== title).join(' › ');
  return (
    <li
      ref={entry}
      className={`${classes.root} ${highlighted ? classes.highlighted : ''}`}
      aria-current={highlighted ? 'true' : undefined}
      onMouseEnter={handlers.onMouseEnter}
      onMouseLeave={handlers.onMouseLeave}
      onFocus={handlers.onFocus}
      onBlur={handlers.onBlur}
    >
      <span className={classes.number}>{number}</span>
      <div>
        <Typography component="div" className={classes.title}>
          {to ? <Link to={to}>{title}</Link> : title}
        </Typography>
        {path && <div className={classes.soft}>{path}</div>}
        {kind !== 'document' && snippet && (
          <div className={classes.soft}>{snippet}</div>
        )}
        {entityRef && (
          <EntityRefLink
            entityRef={entityRef}
            className={classes.soft}
            hideIcon
            disableTooltip
          >
            {entityTitle}
          </EntityRefLink>
        )}
      </div>
      {at && <Age at={at} className={`${classes.soft} ${classes.age}`} />}
    </li>
  );
}
