// What of the description no .proto file says: the gateway's own paths, its
// errors, how clients say who they are.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace creditproof::gateway {

nlohmann::ordered_json DocumentHead(const std::string& origin);

}  // namespace creditproof::gateway
