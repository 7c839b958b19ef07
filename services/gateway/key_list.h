// The issuer's public keys as JSON, for who verifies in a browser.
#pragma once

#include <string>

#include "libs/report/issuer_keys.h"

namespace creditproof::gateway {

// `{"keys":[...]}`, as docs/formats/http.md says: of claims and of reports.
std::string KeyListJson(const report::IssuerKeys& keys);

}  // namespace creditproof::gateway
