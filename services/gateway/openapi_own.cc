#include "services/gateway/openapi_own.h"

#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "services/gateway/cookie.h"
#include "services/gateway/session_cookie.h"

namespace creditproof::gateway {
namespace {

constexpr char kHead[] = R"({
  "openapi": "3.1.0",
  "info": {
    "title": "CreditProof 信用代证",
    "version": "1",
    "summary": "Reports of businesses free of violations: issued, fetched, verified.",
    "description": "Errors are problem+json (RFC 9457). See docs/formats/http.md.",
    "license": {"name": "see the operator", "url": "https://www.creditchina.gov.cn/"}
  },
  "servers": [],
  "tags": [
    {"name": "AuditService", "description": "Who looked at a subject."},
    {"name": "BarService", "description": "What bars a subject."},
    {"name": "EligibilityService", "description": "Verdicts."},
    {"name": "Gateway", "description": "The gateway itself."},
    {"name": "GrantService", "description": "A subject's consents."},
    {"name": "ObjectionService", "description": "Objections to records."},
    {"name": "PresentationService", "description": "How often a report was shown."},
    {"name": "ReportService", "description": "Reports."},
    {"name": "VerificationService", "description": "Is a report genuine?"}
  ],
  "paths": {
    "/v1/session": {
      "get": {
        "operationId": "Gateway.GetSession",
        "summary": "Says who is logged in",
        "tags": ["Gateway"],
        "security": [{}, {"token": []}, {"cookie": []}],
        "responses": {
          "200": {
            "description": "OK",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Session"}}}
          },
          "4XX": {"$ref": "#/components/responses/Problem"}
        }
      }
    },
    "/v1/keys": {
      "get": {
        "operationId": "Gateway.GetKeys",
        "summary": "Gives the issuer's public keys, for who verifies off line",
        "tags": ["Gateway"],
        "security": [],
        "responses": {
          "200": {
            "description": "OK",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/KeyList"}}}
          },
          "4XX": {"$ref": "#/components/responses/Problem"}
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "An access token (RFC 9068) of the configured identity provider."},
      "cookie": {"type": "apiKey", "in": "cookie", "name": "", "description": "Of a browser that logged in by /login."},
      "ownPage": {"type": "apiKey", "in": "header", "name": "x-creditproof", "description": "1, beside the cookie: other sites cannot make a browser send it."}
    },
    "responses": {
      "Problem": {
        "description": "What went wrong",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      }
    },
    "schemas": {
      "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "reason", "detail"],
        "properties": {
          "type": {"type": "string", "description": "urn:creditproof:REASON"},
          "title": {"type": "string"},
          "status": {"type": "integer"},
          "reason": {"type": "string", "description": "Stable: a value of creditproof.error.v1.Reason without its prefix, or one of the gateway's own."},
          "detail": {"type": "string"},
          "fields": {
            "type": "array",
            "items": {
              "type": "object",
              "required": ["field", "description"],
              "properties": {"field": {"type": "string"}, "description": {"type": "string"}}
            }
          },
          "retryAfterSeconds": {"type": "integer"}
        }
      },
      "Session": {
        "type": "object",
        "required": ["loggedIn"],
        "properties": {
          "loggedIn": {"type": "boolean"},
          "creditCode": {"type": "string"},
          "delegatedCreditCodes": {"type": "array", "items": {"type": "string"}},
          "actor": {"type": "string"},
          "expireTime": {"type": "string", "format": "date-time"}
        }
      },
      "KeyList": {
        "type": "object",
        "required": ["keys"],
        "properties": {
          "keys": {
            "type": "array",
            "items": {
              "type": "object",
              "required": ["keyId", "purpose", "algorithm", "publicKeyPem", "state"],
              "properties": {
                "keyId": {"type": "string", "pattern": "^[0-9a-f]{8}$"},
                "purpose": {"enum": ["CLAIM", "REPORT"]},
                "algorithm": {"enum": ["P-256", "RSA-2048", "SM2"]},
                "publicKeyPem": {"type": "string"},
                "state": {"enum": ["CREATED", "ACTIVE", "RETIRED", "COMPROMISED"]},
                "compromisedFrom": {"type": "string", "format": "date-time"}
              }
            }
          }
        }
      }
    }
  }
})";

}  // namespace

nlohmann::ordered_json DocumentHead(const std::string& origin) {
  auto head = nlohmann::ordered_json::parse(kHead);
  head["servers"].push_back({{"url", origin}});
  head["components"]["securitySchemes"]["cookie"]["name"] =
      CookieName(SessionCookie::kBaseName, absl::StartsWith(origin, "https:"));
  return head;
}

}  // namespace creditproof::gateway
