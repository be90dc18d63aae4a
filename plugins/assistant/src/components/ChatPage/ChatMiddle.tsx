import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useStickToEnd } from '../../hooks/useStickToEnd';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';

const useStyles = makeStyles(
  theme => ({
    toolbar: {
      borderBottom: `1px solid ${theme.palette.divider}`,
      display: 'flex',
      gap: theme.spacing(1),
      justifyContent: 'space-between',
      padding: theme.spacing(0.5, 1),
    },
    scroll: {
      flex: 1,
      minHeight: 0,
      overflowY: 'auto',
      padding: theme.spacing(1, 3),
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(0.5, 1.5) },
    },
    width: { margin: '0 auto', maxWidth: 720 },
    bottom: {
      padding: theme.spacing(1, 3, 2),
      position: 'relative',
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(0.5, 1, 1) },
    },
    toEnd: {
      background: theme.palette.background.paper,
      left: '50%',
      position: 'absolute',
      top: 0,
      transform: 'translate(-50%, -110%)',
      '&:hover': { background: theme.palette.background.paper },
    },
  }),
  { name: 'AssistantChatMiddle' },
);

/** The thread, which scrolls, and the composer, which stays. */
export function ChatMiddle(props: {
  toolbar?: ReactNode;
  children: ReactNode;
  composer?: ReactNode;
  /** Changes whenever the thread grows. */
  content: unknown;
  /** Shows the way to the end when the reader is elsewhere. */
  showToEnd: boolean;
}) {
  const { toolbar, children, composer, content, showToEnd } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { scrollRef, away, toEnd } = useStickToEnd(content);
  return (
    <>
      {toolbar && <div className={classes.toolbar}>{toolbar}</div>}
      <div
        ref={scrollRef}
        className={classes.scroll}
        // what scrolls has to be reachable by keyboard
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
        tabIndex={0}
        role="group"
        aria-label={t('thread.label')}
      >
        <div className={classes.width}>{children}</div>
      </div>
      {composer && (
        <div className={classes.bottom}>
          {showToEnd && away && (
            <PlainButton
              size="small"
              variant="outlined"
              className={classes.toEnd}
              onClick={toEnd}
            >
              {t('thread.toEnd')}
            </PlainButton>
          )}
          <div className={classes.width}>{composer}</div>
        </div>
      )}
    </>
  );
}
