// A service that keeps data: StatefulSet, Service, PodDisruptionBudget. Each
// pod is an instance with its own partitions and configuration.
import type { IStatefulSet } from "kubernetes-models/apps/v1/StatefulSet";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import type { IService } from "kubernetes-models/v1/Service";
import { mountsOf } from "../mounts";
import {
  closedContainer,
  closedPod,
  folder,
  grpc,
  image,
  labelsOf,
  type Service,
} from "../names";

const storage: Record<Service, string> = {
  ingestion: "100Gi", // the change log lies here
  "record-store": "100Gi",
  "eligibility-check": "20Gi",
  "report-rendering": "200Gi", // issued reports
  verification: "50Gi",
};

// kubelet's own gRPC probe has no client certificate.
const probe = (name: Service) => ({
  exec: {
    command: [
      "creditproof",
      "--config",
      `${folder}/config/probe.textproto`,
      "status",
      name,
    ],
  },
  timeoutSeconds: 5,
});

function statefulSet(name: Service): IStatefulSet {
  const { volumes, volumeMounts } = mountsOf(name);
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name, labels: labelsOf(name) },
    spec: {
      serviceName: name,
      replicas: 1,
      podManagementPolicy: "Parallel", // instances do not wait for each other
      selector: { matchLabels: labelsOf(name) },
      template: {
        metadata: { labels: labelsOf(name) },
        spec: {
          ...closedPod,
          terminationGracePeriodSeconds: 60, // calls are drained for 10
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: "kubernetes.io/hostname",
              whenUnsatisfiable: "ScheduleAnyway",
              labelSelector: { matchLabels: labelsOf(name) },
            },
          ],
          containers: [
            {
              name,
              image,
              command: [`creditproof-${name}`],
              args: [`${folder}/config/$(POD_NAME).textproto`],
              env: [
                {
                  name: "POD_NAME",
                  valueFrom: { fieldRef: { fieldPath: "metadata.name" } },
                },
              ],
              ports: [{ name: grpc.name, containerPort: grpc.port }],
              // A first start is filled from record-store before it serves.
              startupProbe: {
                ...probe(name),
                periodSeconds: 5,
                failureThreshold: 720,
              },
              readinessProbe: { ...probe(name), periodSeconds: 10 },
              livenessProbe: {
                ...probe(name),
                periodSeconds: 20,
                failureThreshold: 6,
              },
              securityContext: closedContainer,
              resources: {
                requests: { cpu: "250m", memory: "512Mi" },
                limits: { memory: "4Gi" },
              },
              volumeMounts: [
                ...volumeMounts,
                { name: "data", mountPath: `${folder}/data` },
              ],
            },
          ],
          volumes,
        },
      },
      volumeClaimTemplates: [
        {
          apiVersion: "v1",
          kind: "PersistentVolumeClaim",
          metadata: { name: "data" },
          spec: {
            accessModes: ["ReadWriteOncePod"], // one process at a time
            resources: { requests: { storage: storage[name] } },
          },
        },
      ],
    },
  };
}

// Headless: clients know which pod has a partition.
const service = (name: Service): IService => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, labels: labelsOf(name) },
  spec: {
    clusterIP: "None",
    // Nobody else has a pod's partitions: hiding its address gains nothing.
    publishNotReadyAddresses: true,
    selector: labelsOf(name),
    ports: [{ name: grpc.name, port: grpc.port, targetPort: grpc.name }],
  },
});

// A node may be drained; of several instances, one after the other goes.
const budget = (name: Service): IPodDisruptionBudget => ({
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  metadata: { name, labels: labelsOf(name) },
  spec: { maxUnavailable: 1, selector: { matchLabels: labelsOf(name) } },
});

export const serviceObjects = (name: Service) => [
  statefulSet(name),
  service(name),
  budget(name),
];
