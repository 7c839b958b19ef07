// Logging in and out: what browsers ask at /login, /login/callback, /logout
// and /v1/session.
#pragma once

#include <string>

#include "libs/base/clock.h"
#include "libs/rpc/executor.h"
#include "services/gateway/http.h"
#include "services/gateway/login_state.h"
#include "services/gateway/open_id.h"
#include "services/gateway/session_cookie.h"
#include "services/gateway/visitor.h"

namespace creditproof::gateway {

// Thread-safe.
class Login {
 public:
  // All must outlive every exchange.
  struct Parts {
    OpenId& provider;
    const LoginCookie& login;
    const SessionCookie& session;
    const Visitors& visitors;
    rpc::Executor& waiting;  // has the threads that wait for the provider
    Random random;
    base::Clock clock;
  };

  explicit Login(Parts parts) : parts_(std::move(parts)) {}

  void Begin(Exchange exchange) const;
  void End(Exchange exchange) const;  // where the provider sends browsers back
  void LogOut(Exchange exchange) const;
  void TellSession(Exchange exchange) const;

 private:
  Answer Redeem(const Request& request) const;
  void Wait(Exchange exchange,
            Answer (Login::*answer)(const Request&) const) const;
  Answer Send(const Request& request) const;

  const Parts parts_;
};

// Where nobody can log in.
void TellNoSession(const Exchange& exchange);

}  // namespace creditproof::gateway
