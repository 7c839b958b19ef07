#include "services/gateway/api.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "services/gateway/bind.h"
#include "services/gateway/download.h"
#include "services/gateway/ground.h"
#include "services/gateway/json.h"
#include "services/gateway/media_type.h"
#include "services/gateway/message_json.h"
#include "services/gateway/unary_call.h"
#include "services/gateway/upload.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool WantsJson(const Route& route) { return route.body == "*"; }

std::optional<Problem> CheckType(const Route& route, const Request& head) {
  if (!WantsJson(route) ||
      MediaType(head.field("content-type")) == "application/json") {
    return {};
  }
  return Problem{415, "UNSUPPORTED_MEDIA_TYPE",
                 "send content-type: application/json"};
}

Answer AnswerWith(const absl::StatusOr<MessagePtr>& response) {
  if (!response.ok()) return AnswerOf(ProblemOf(response.status()));
  return JsonAnswer(Text(JsonOf(**response)));
}

absl::StatusCode CodeOf(const Problem& problem) {
  return problem.status == 401 ? absl::StatusCode::kUnauthenticated
                               : absl::StatusCode::kInvalidArgument;
}

// The last segment of the first name that the path binds: what it is of.
std::string FileName(const std::vector<Bound>& bound) {
  if (bound.empty()) return "download";
  const std::string& name = bound.front().value;
  std::string last = name.substr(name.rfind('/') + 1);
  std::replace_if(
      last.begin(), last.end(),
      [](unsigned char c) { return !absl::ascii_isalnum(c); }, '-');
  return last;
}

// Whatever a client says of its ground is refused, so that no mistake of ours
// can let it through.
std::optional<Problem> Fill(const RouteTable::Found& found,
                            const Request& request, const Visitor& visitor,
                            Message& message) {
  const Route& route = *found.route;
  if (WantsJson(route)) {
    if (auto problem = BindBody(request.body, message)) return problem;
    if (!request.query.empty()) {
      return BadField("query", "parameters stand in the body (参数在正文中)");
    }
  } else if (auto problem = BindQuery(request.query, found.bound, message)) {
    return problem;
  }
  const FieldDescriptor* ground = GroundField(*message.GetDescriptor());
  if (ground != nullptr) {
    if (message.GetReflection()->HasField(message, ground)) {
      return BadField(
          ground->json_name(),
          "is set by the gateway: leave it out (由网关填写，请勿给出)");
    }
    SetGround(*ground, visitor.access_token, message);
  }
  return BindPath(found.bound, message);
}

}  // namespace

std::optional<std::variant<Endpoint, Answer>> Api::Find(
    const Request& head) const {
  const RouteTable::Found found = parts_.routes.Find(head.method, head.path);
  if (found.route == nullptr) {
    if (found.other_verbs.empty()) return {};
    return MethodNotAllowed(absl::StrJoin(found.other_verbs, ", "));
  }
  if (auto problem = parts_.visitors.CheckOrigin(head)) {
    return AnswerOf(*problem);
  }
  if (auto problem = CheckType(*found.route, head)) return AnswerOf(*problem);
  Endpoint endpoint;
  endpoint.takes_pieces = found.route->method->client_streaming();
  if (endpoint.takes_pieces) {
    endpoint.most_body_bytes = kMostUploadBytes;
  } else if (WantsJson(*found.route)) {
    endpoint.most_body_bytes = kMostJsonBytes;
  }
  endpoint.serve = [this, found](Exchange exchange) {
    Serve(found, std::move(exchange));
  };
  return endpoint;
}

std::optional<Problem> Api::CheckToken(const std::string& access_token) const {
  if (access_token.empty()) return NotLoggedIn();
  if (parts_.tokens == nullptr) return {};
  const absl::Status held =
      parts_.tokens->Verify(access_token, absl::Now()).status();
  if (held.ok()) return {};
  return absl::IsUnavailable(held) ? ProblemOf(held) : NotLoggedIn();
}

void Api::Serve(const RouteTable::Found& found, Exchange exchange) const {
  const Route& route = *found.route;
  const auto end = [observe = parts_.observe, start = absl::Now(), &route,
                    client = exchange.request.client,
                    answer = std::move(exchange.answer)](absl::StatusCode code,
                                                         Answer answered) {
    observe({route.method->full_name(), client, code, absl::Now() - start});
    answer(std::move(answered));
  };
  const MessagePtr message = NewMessage(*route.method->input_type());
  const Visitor visitor = parts_.visitors.Of(exchange.request);
  if (GroundField(*message->GetDescriptor()) != nullptr) {
    if (auto problem = CheckToken(visitor.access_token)) {
      return end(CodeOf(*problem), AnswerOf(*problem));
    }
  }
  if (auto problem = Fill(found, exchange.request, visitor, *message)) {
    return end(CodeOf(*problem), AnswerOf(*problem));
  }
  const auto done = [end](const absl::StatusOr<MessagePtr>& response) {
    end(response.status().code(), AnswerWith(response));
  };
  const CallRules& rules = parts_.rules;
  if (route.method->client_streaming()) {
    CallUpload(*route.back_end, *route.method,
               {route.method->input_type()->FindFieldByName(route.body),
                *exchange.request.content_length, exchange.body},
               rules.ForStream(exchange.request), done);
  } else if (route.method->server_streaming()) {
    CallDownload(*route.back_end, *route.method, message,
                 rules.ForStream(exchange.request), FileName(found.bound),
                 [end](absl::StatusOr<Answer> answer) {
                   end(answer.status().code(),
                       answer.ok() ? *std::move(answer)
                                   : AnswerOf(ProblemOf(answer.status())));
                 });
  } else {
    CallUnary(*route.back_end, *route.method, message,
              rules.ForUnary(exchange.request), done);
  }
}

}  // namespace creditproof::gateway
