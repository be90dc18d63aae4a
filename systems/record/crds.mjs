/** Just enough of KServe's type to hold its objects: group, kind, version and status of the original, no schema. */
export const INFERENCE_SERVICE_TYPE = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'inferenceservices.serving.kserve.io' },
  spec: {
    group: 'serving.kserve.io',
    scope: 'Namespaced',
    names: {
      kind: 'InferenceService',
      listKind: 'InferenceServiceList',
      plural: 'inferenceservices',
      singular: 'inferenceservice',
    },
    versions: [
      {
        name: 'v1beta1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
};

/** What the controller of KServe would write, from the Deployment that it would have made. */
export function inferenceStatus({ deployment, service, now }) {
  const { spec, status = {}, metadata } = deployment;
  const ready =
    (status.availableReplicas ?? 0) >= spec.replicas &&
    (status.updatedReplicas ?? 0) >= spec.replicas;
  const since = type => {
    const before = service.status?.conditions?.find(
      condition => condition.type === type,
    );
    return before?.status === (ready ? 'True' : 'False')
      ? before.lastTransitionTime
      : now;
  };
  const why = {
    reason: 'MinimumReplicasUnavailable',
    message: `Deployment ${metadata.name} does not have minimum availability.`,
  };
  const condition = type => ({
    type,
    status: ready ? 'True' : 'False',
    lastTransitionTime: since(type),
    ...(!ready && why),
  });
  return {
    observedGeneration: service.metadata.generation,
    deploymentMode: 'Standard',
    url: `http://${service.metadata.name}.${service.metadata.namespace}.svc.cluster.local`,
    conditions: [
      condition('PredictorReady'),
      {
        type: 'IngressReady',
        status: 'True',
        lastTransitionTime: service.metadata.creationTimestamp,
      },
      condition('Ready'),
    ],
    modelStatus: {
      transitionStatus: ready ? 'UpToDate' : 'InProgress',
      states: {
        activeModelState: 'Loaded',
        targetModelState: ready ? 'Loaded' : 'Pending',
      },
      copies: { failedCopies: 0, totalCopies: spec.replicas },
    },
  };
}
