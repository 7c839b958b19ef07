// What the gateway answers by itself, beside pages and methods.
#pragma once

#include <string>

#include "libs/report/key_folder.h"
#include "services/gateway/back_end.h"
#include "services/gateway/call_terms.h"
#include "services/gateway/login.h"
#include "services/gateway/pages.h"
#include "services/gateway/site.h"

namespace creditproof::gateway {

// All arguments must outlive the gateway.

void AddHealth(Gateway& gateway);

// /v1/keys and /openapi.json, which is `description`.
void AddOwnPaths(report::KeyFolder& keys, const std::string& description,
                 Gateway& gateway);

// /login, /login/callback, /logout, /v1/session. `login` null: nobody can.
void AddLogin(const Login* login, Gateway& gateway);

// /verify/number, where the portal has its page and a back end verifies.
void AddVerdictPage(const std::vector<BackEnd>& back_ends, const Pages& pages,
                    const CallRules& rules, Gateway& gateway);

}  // namespace creditproof::gateway
