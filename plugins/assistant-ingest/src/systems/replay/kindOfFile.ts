/** Kinds by the names that `kubectl get` takes, for lists whose items do not say theirs. */
const KINDS: Readonly<Record<string, string>> = {
  pods: 'Pod',
  events: 'Event',
  nodes: 'Node',
  namespaces: 'Namespace',
  deployments: 'Deployment',
  replicasets: 'ReplicaSet',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  jobs: 'Job',
  cronjobs: 'CronJob',
  services: 'Service',
  endpoints: 'Endpoints',
  endpointslices: 'EndpointSlice',
  ingresses: 'Ingress',
  networkpolicies: 'NetworkPolicy',
  configmaps: 'ConfigMap',
  secrets: 'Secret',
  serviceaccounts: 'ServiceAccount',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  persistentvolumes: 'PersistentVolume',
  storageclasses: 'StorageClass',
  resourcequotas: 'ResourceQuota',
  limitranges: 'LimitRange',
  horizontalpodautoscalers: 'HorizontalPodAutoscaler',
  poddisruptionbudgets: 'PodDisruptionBudget',
  replicationcontrollers: 'ReplicationController',
  inferenceservices: 'InferenceService',
  servingruntimes: 'ServingRuntime',
  clusterservingruntimes: 'ClusterServingRuntime',
  sparkapplications: 'SparkApplication',
  leases: 'Lease',
  priorityclasses: 'PriorityClass',
  roles: 'Role',
  rolebindings: 'RoleBinding',
  clusterroles: 'ClusterRole',
  clusterrolebindings: 'ClusterRoleBinding',
  validatingwebhookconfigurations: 'ValidatingWebhookConfiguration',
  mutatingwebhookconfigurations: 'MutatingWebhookConfiguration',
  customresourcedefinitions: 'CustomResourceDefinition',
  gateways: 'Gateway',
  httproutes: 'HTTPRoute',
};

/** `Pod` of `pods`; of a name that is not known, `undefined`: its items say their kind or are skipped. */
export function kindOfFile(name: string): string | undefined {
  return KINDS[name.toLocaleLowerCase('en-US')];
}

/** Splits `pods@2026-11-24T12:00:00Z` into name and time; colons may be written as dashes. */
export function splitTime(name: string): { name: string; time?: string } {
  const at = name.indexOf('@');
  if (at < 0) {
    return { name };
  }
  const time = name
    .slice(at + 1)
    .replace(
      /^(\d{4}-?\d\d-?\d\dT\d\d)[-_]?(\d\d)[-_]?(\d\d)/,
      (_, day: string, minute: string, second: string) =>
        `${day.replace(
          /^(\d{4})(\d\d)(\d\d)/,
          '$1-$2-$3',
        )}:${minute}:${second}`,
    );
  return { name: name.slice(0, at), time };
}
