// The namespace, and who may connect to whom in it: nobody, but for what
// calls.ts lists, and the ingress controller to the gateway. The way to the
// identity provider lies outside the cluster: an overlay opens it.
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import type { INetworkPolicyPeer } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer";
import type { INamespace } from "kubernetes-models/v1/Namespace";
import { calls, callersOf } from "../calls";
import {
  type Caller,
  grpc,
  https,
  labelsOf,
  namespaceName,
  partOf,
  type Service,
  services,
} from "../names";

const namespace: INamespace = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    name: namespaceName,
    labels: { ...partOf, "pod-security.kubernetes.io/enforce": "restricted" },
  },
};

const nothing: INetworkPolicy = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "nothing", labels: partOf },
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
};

const dns: INetworkPolicy = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "dns", labels: partOf },
  spec: {
    podSelector: { matchLabels: partOf },
    policyTypes: ["Egress"],
    egress: [
      {
        to: [
          {
            namespaceSelector: {
              matchLabels: { "kubernetes.io/metadata.name": "kube-system" },
            },
            podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
          },
        ],
        ports: [
          { port: 53, protocol: "UDP" },
          { port: 53, protocol: "TCP" },
        ],
      },
    ],
  },
};

const pod = (name: string): INetworkPolicyPeer => ({
  podSelector: { matchLabels: labelsOf(name) },
});

const calling = (callees: Service[]) =>
  callees.length === 0
    ? []
    : [{ to: callees.map(pod), ports: [{ port: grpc.port }] }];

// To departments' folders belongs a job that delivers (k8s/sync).
const callersBesides: Partial<Record<Service, string[]>> = {
  ingestion: ["creditproof-sync"],
};

const policyOf = (name: Service): INetworkPolicy => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, labels: labelsOf(name) },
  spec: {
    podSelector: { matchLabels: labelsOf(name) },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      {
        from: [...callersOf(name), ...(callersBesides[name] ?? [])].map(pod),
        ports: [{ port: grpc.port }],
      },
    ],
    egress: calling(calls[name]),
  },
});

const gateway: Caller = "gateway";

const policyOfGateway: INetworkPolicy = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: gateway, labels: labelsOf(gateway) },
  spec: {
    podSelector: { matchLabels: labelsOf(gateway) },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      {
        from: [
          {
            namespaceSelector: {
              matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" },
            },
            podSelector: {
              matchLabels: { "app.kubernetes.io/name": "ingress-nginx" },
            },
          },
        ],
        ports: [{ port: https.port }],
      },
    ],
    egress: calling(calls[gateway]),
  },
};

const policyOfSync: INetworkPolicy = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "creditproof-sync", labels: labelsOf("creditproof-sync") },
  spec: {
    podSelector: { matchLabels: labelsOf("creditproof-sync") },
    policyTypes: ["Ingress", "Egress"],
    egress: calling(["ingestion"]),
  },
};

export const networkObjects = [
  namespace,
  nothing,
  dns,
  ...services.map(policyOf),
  policyOfGateway,
  policyOfSync,
];
