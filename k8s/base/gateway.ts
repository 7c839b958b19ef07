// The public door: Deployment, Service, PodDisruptionBudget. Keeps nothing,
// so any pod serves any browser.
import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import type { IProbe } from "kubernetes-models/v1/Probe";
import type { IService } from "kubernetes-models/v1/Service";
import { mountsOf } from "../mounts";
import {
  closedContainer,
  closedPod,
  folder,
  https,
  image,
  labelsOf,
} from "../names";

const name = "gateway";
const { volumes, volumeMounts } = mountsOf(name);

const healthz: IProbe = {
  httpGet: { path: "/healthz", port: https.name, scheme: "HTTPS" },
  timeoutSeconds: 5,
};

const deployment: IDeployment = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name, labels: labelsOf(name) },
  spec: {
    replicas: 2,
    strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    selector: { matchLabels: labelsOf(name) },
    template: {
      metadata: { labels: labelsOf(name) },
      spec: {
        ...closedPod,
        terminationGracePeriodSeconds: 60,
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
            command: ["creditproof-gateway"],
            args: [`${folder}/config/gateway.textproto`],
            ports: [{ name: https.name, containerPort: https.port }],
            startupProbe: {
              ...healthz,
              periodSeconds: 2,
              failureThreshold: 60,
            },
            readinessProbe: { ...healthz, periodSeconds: 5 },
            livenessProbe: {
              ...healthz,
              periodSeconds: 20,
              failureThreshold: 6,
            },
            securityContext: closedContainer,
            resources: {
              requests: { cpu: "250m", memory: "128Mi" },
              limits: { memory: "2Gi" },
            },
            volumeMounts,
          },
        ],
        volumes,
      },
    },
  },
};

const service: IService = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, labels: labelsOf(name) },
  spec: {
    selector: labelsOf(name),
    ports: [{ name: https.name, port: 443, targetPort: https.name }],
  },
};

const budget: IPodDisruptionBudget = {
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  metadata: { name, labels: labelsOf(name) },
  spec: { minAvailable: 1, selector: { matchLabels: labelsOf(name) } },
};

export const gatewayObjects = [deployment, service, budget];
