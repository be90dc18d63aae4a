import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import ForumOutlinedIcon from '@material-ui/icons/ForumOutlined';
import { makeStyles } from '@material-ui/core/styles';
import { useAssistantRoutes } from '../../hooks/useAssistantRoutes';
import { useSubPage } from '../../hooks/useLocationParams';
import { assistantTranslationRef } from '../../translation';
import { ChatPage } from '../ChatPage';
import { KnowledgePage } from '../KnowledgePage';
import { BaseStatus } from './BaseStatus';

const useStyles = makeStyles(
  theme => ({
    root: {
      // the header of the page takes its own height; the rest of the window is ours
      display: 'flex',
      flexDirection: 'column',
      // the variable counts the space below the header, which is taken back here
      height:
        'calc(100vh - var(--bui-header-height, 96px) + var(--bui-space-6, 0px))',
      marginTop: 'calc(-1 * var(--bui-space-6, 0px))',
      minHeight: 420,
      [theme.breakpoints.down('xs')]: {
        // the navigation bar at the bottom of a phone
        height:
          'calc(100vh - var(--bui-header-height, 96px) + var(--bui-space-6, 0px) - 56px)',
      },
    },
  }),
  { name: 'AssistantPage' },
);

/** Both pages under the header of the new frontend system. */
export function AssistantPage() {
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { chat = '', knowledge = '' } = useAssistantRoutes();
  const subPage = useSubPage();
  const headerActions =
    useApiHolder()
      .get(pluginHeaderActionsApiRef)
      ?.getPluginHeaderActions('assistant') ?? [];
  return (
    <PageLayout
      title={t('page.title')}
      icon={<ForumOutlinedIcon />}
      titleLink={chat}
      headerActions={[<BaseStatus key="base" />, ...headerActions]}
      tabs={[
        { id: 'chat', label: t('page.chat'), href: chat },
        { id: 'knowledge', label: t('page.knowledge'), href: knowledge },
      ]}
    >
      <div className={classes.root}>
        {subPage === 'knowledge' ? <KnowledgePage /> : <ChatPage />}
      </div>
    </PageLayout>
  );
}
