// The description of all that the gateway serves as JSON: OpenAPI 3.1.
#pragma once

#include <string>

#include "services/gateway/comments.h"
#include "services/gateway/route_table.h"

namespace creditproof::gateway {

// The document at /openapi.json. `origin` is how clients reach the gateway.
std::string OpenApiJson(const RouteTable& routes, const Comments& comments,
                        const std::string& origin);

// That of all public services, as if one back end served them.
std::string PublicOpenApiJson(const std::string& origin);

}  // namespace creditproof::gateway
