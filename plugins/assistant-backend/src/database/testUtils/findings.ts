import type { Finding } from '@smart-assistant/backstage-plugin-assistant-diagnosis';

/** A finding about a deployment of the namespace `shop`. */
export function createFinding(
  name: string,
  options: Partial<Finding> = {},
): Finding {
  const subject = {
    system: 'kubernetes',
    instance: 'prod',
    kind: 'Deployment',
    namespace: 'shop',
    name,
    environment: 'prod',
    entityRef: `component:default/${name}`,
  };
  return {
    id: `prod/${name}/container-oom-killed`,
    cause: 'container-oom-killed',
    subject,
    title: {
      en: `${name} runs out of memory`,
      ru: `Сервису ${name} не хватает памяти`,
    },
    severity: 'error',
    confidence: 'confirmed',
    reasons: [],
    score: 1,
    lastSeen: 0,
    evidence: [],
    victims: [],
    ruledOut: [],
    nextChecks: [],
    values: {},
    ...options,
  };
}
