import { containerOf, REGISTRY, workloadOf } from './components.mjs';

/** The objects of one component. */
export function componentManifests(component, environment) {
  return [
    serviceAccount(component),
    component.config && configMap(component),
    component.secret && secret(component),
    component.model && inferenceService(component),
    deployment(component, environment),
    component.latencyMs && service(component),
    component.scale && autoscaler(component),
    component.replicas > 1 && disruptionBudget(component),
    component.host && ingress(component, environment),
  ].filter(Boolean);
}

const labelsOf = component => ({
  app: component.name,
  'app.kubernetes.io/name': component.name,
  'backstage.io/kubernetes-id': component.name,
});

function metadata(component, name = workloadOf(component), extra = {}) {
  return {
    name,
    namespace: component.namespace,
    labels: labelsOf(component),
    ...extra,
  };
}

function serviceAccount(component) {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(component, component.name),
  };
}

function configMap(component) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(component, `${component.name}-config`),
    data: component.config,
  };
}

function secret({ secret: { name, keys }, namespace, ...component }) {
  // placeholders: the recorder keeps names and keys of Secrets and no values
  const stringData = Object.fromEntries(keys.map(key => [key, 'not-a-secret']));
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      labels: { 'shop.example/owner': component.owner },
    },
    type: 'Opaque',
    stringData,
  };
}

function inferenceService(component) {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: metadata(component, component.name, {
      annotations: { 'serving.kserve.io/deploymentMode': 'Standard' },
    }),
    spec: {
      predictor: {
        minReplicas: component.replicas,
        model: {
          modelFormat: { name: component.model.format },
          storageUri: component.model.uri,
          image: `${REGISTRY}/${component.image}`,
        },
      },
    },
  };
}

export function deployment(component, environment) {
  const selector = component.model
    ? {
        app: component.name,
        'serving.kserve.io/inferenceservice': component.name,
      }
    : { app: component.name };
  const version = component.image.split(':')[1];
  const labels = {
    ...labelsOf(component),
    ...selector,
    'app.kubernetes.io/version': version,
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(component, undefined, {
      annotations: {
        'shop.example/owner': component.owner,
        'shop.example/environment': environment,
      },
    }),
    spec: {
      ...(!component.scale && { replicas: component.replicas }),
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: component.deadline ?? 600,
      selector: { matchLabels: selector },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: {
          maxUnavailable: component.unavailable ?? 0,
          maxSurge: '34%',
        },
      },
      template: { metadata: { labels }, spec: podSpec(component) },
    },
  };
}

function podSpec(component) {
  const probe = period => ({
    httpGet: { path: component.health, port: 'http' },
    initialDelaySeconds: component.runtime === 'java' ? 10 : 2,
    periodSeconds: period,
    failureThreshold: 3,
  });
  return {
    serviceAccountName: component.name,
    automountServiceAccountToken: false,
    containers: [
      {
        name: containerOf(component),
        image: `${REGISTRY}/${component.image}`,
        ports: [{ name: 'http', containerPort: component.port }],
        env: environmentOf(component),
        ...(component.config && {
          envFrom: [{ configMapRef: { name: `${component.name}-config` } }],
        }),
        resources: { requests: component.requests, limits: component.limits },
        readinessProbe: probe(5),
        livenessProbe: probe(10),
      },
    ],
  };
}

function environmentOf({ env = {}, secret: used }) {
  return [
    ...Object.entries(env).map(([name, value]) => ({ name, value })),
    ...(used?.keys ?? []).concat(used?.wanted ?? []).map(key => ({
      name: key,
      valueFrom: { secretKeyRef: { name: used.name, key } },
    })),
  ];
}

function service(component) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(component, component.name),
    spec: {
      selector: { app: component.name },
      ports: [{ name: 'http', port: component.port, targetPort: 'http' }],
    },
  };
}

function autoscaler(component) {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata(component),
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: workloadOf(component),
      },
      minReplicas: component.replicas,
      maxReplicas: component.scale.max,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: {
              type: 'Utilization',
              averageUtilization: component.scale.cpu,
            },
          },
        },
      ],
    },
  };
}

function disruptionBudget(component) {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(component, component.name),
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: { app: component.name } },
    },
  };
}

function ingress(component, environment) {
  const host =
    environment === 'stage' ? `stage.${component.host}` : component.host;
  const backend = { service: { name: component.name, port: { name: 'http' } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata(component, component.name),
    spec: {
      ingressClassName: 'nginx',
      rules: [
        { host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
      ],
    },
  };
}
