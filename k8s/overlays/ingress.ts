// Where browsers reach an installation.
import type { IIngress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import { https, labelsOf, namespaceName } from "../names";

const name = "gateway";

// What deploy/nginx says, for the controller ingress-nginx. The way from it to
// the gateway is TLS as well, by the gateway's certificate.
export const ingress = (host: string): IIngress => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  metadata: {
    name,
    labels: labelsOf(name),
    annotations: {
      "nginx.ingress.kubernetes.io/backend-protocol": "HTTPS",
      "nginx.ingress.kubernetes.io/proxy-ssl-secret": `${namespaceName}/tls-gateway`,
      "nginx.ingress.kubernetes.io/proxy-ssl-verify": "on",
      "nginx.ingress.kubernetes.io/proxy-ssl-name": "gateway.creditproof",
      "nginx.ingress.kubernetes.io/proxy-body-size": "6m",
      "nginx.ingress.kubernetes.io/proxy-request-buffering": "on",
      "nginx.ingress.kubernetes.io/proxy-read-timeout": "70",
      "nginx.ingress.kubernetes.io/proxy-buffer-size": "8k",
    },
  },
  spec: {
    ingressClassName: "nginx",
    tls: [{ hosts: [host], secretName: "tls-public" }],
    rules: [
      {
        host,
        http: {
          paths: [
            {
              path: "/",
              pathType: "Prefix",
              backend: { service: { name, port: { name: https.name } } },
            },
          ],
        },
      },
    ],
  },
});
