#include "services/gateway/own_paths.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "creditproof/verification/v1/verification_service.pb.h"
#include "services/gateway/json.h"
#include "services/gateway/key_list.h"
#include "services/gateway/verdict_page.h"

namespace creditproof::gateway {

void AddHealth(Gateway& gateway) {
  gateway.Add("GET", kHealthPath, [](const Exchange& exchange) {
    exchange.answer({200, {{"content-type", "text/plain"}}, "ok\n", nullptr});
  });
}

void AddOwnPaths(report::KeyFolder& keys, const std::string& description,
                 Gateway& gateway) {
  gateway.Add("GET", "/v1/keys", [&keys](const Exchange& exchange) {
    exchange.answer(JsonAnswer(KeyListJson(*keys.Keys())));
  });
  gateway.Add("GET", "/openapi.json", [&description](const Exchange& exchange) {
    exchange.answer(JsonAnswer(description));
  });
}

void AddLogin(const Login* login, Gateway& gateway) {
  if (login == nullptr) {
    gateway.Add("GET", "/v1/session", TellNoSession);
    return;
  }
  const auto add = [&](const char* verb, const char* path,
                       void (Login::*serve)(Exchange) const) {
    gateway.Add(verb, path, [login, serve](Exchange exchange) {
      (login->*serve)(std::move(exchange));
    });
  };
  add("GET", "/login", &Login::Begin);
  add("GET", "/login/callback", &Login::End);
  add("POST", "/logout", &Login::LogOut);
  add("GET", "/v1/session", &Login::TellSession);
}

void AddVerdictPage(const std::vector<BackEnd>& back_ends, const Pages& pages,
                    const CallRules& rules, Gateway& gateway) {
  const std::string* page = pages.File("/verdict.html");
  const auto* service =
      verification::v1::VerifyReportRequest::descriptor()->file()->service(0);
  for (const BackEnd& back_end : back_ends) {
    const auto& all = back_end.services;
    if (page == nullptr ||
        std::find(all.begin(), all.end(), service) == all.end()) {
      continue;
    }
    gateway.Add("GET", "/verify/number",
                [&back_end, page, &rules](Exchange exchange) {
                  ShowVerdict(back_end, *page, rules, std::move(exchange));
                });
  }
}

}  // namespace creditproof::gateway
