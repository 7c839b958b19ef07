#include "services/gateway/problem.h"

#include <google/protobuf/util/time_util.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "services/gateway/json.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::util::TimeUtil;
using nlohmann::ordered_json;

template <typename Message>
std::optional<Message> DetailOf(const absl::Status& status) {
  const auto payload = status.GetPayload(
      absl::StrCat("type.googleapis.com/", Message::descriptor()->full_name()));
  Message message;
  if (!payload || !message.ParseFromString(std::string(*payload))) return {};
  return message;
}

const char* TitleOf(int status) {
  switch (status) {
    case 400:
      return "请求有误";
    case 401:
      return "请先登录";
    case 403:
      return "无权进行此操作";
    case 404:
      return "没有找到";
    case 405:
      return "不支持的请求方式";
    case 408:
      return "请求超时";
    case 409:
      return "与现有状态冲突";
    case 411:
      return "缺少内容长度";
    case 413:
      return "内容过大";
    case 415:
      return "不支持的内容类型";
    case 429:
      return "请求过于频繁，请稍后再试";
    case 431:
      return "请求头过大";
    case 501:
      return "暂不支持";
    case 503:
      return "服务暂不可用，请稍后再试";
    case 504:
      return "服务响应超时，请稍后再试";
    default:
      return "系统内部错误";
  }
}

// As google.rpc.Code says.
int StatusOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    default:
      return 500;
  }
}

// Nothing of ours explains it: the transport's, or a fault.
Problem Unexplained(absl::StatusCode code) {
  const int status = StatusOf(code);
  if (status == 503) {
    return {
        status, "BACK_END_DOWN",
        "服务暂不可用，请稍后再试；用同一请求编号重试不会重复办理 / a service "
        "cannot be reached; try again"};
  }
  if (status == 504) {
    return {status, "BACK_END_SLOW",
            "服务没有及时答复，请稍后再试；用同一请求编号重试不会重复办理 / a "
            "service did not answer in time; try again"};
  }
  return {status, absl::StatusCodeToString(code),
          "请求没有完成 / the request was not carried out"};
}

// What is wrong inside is for our logs.
bool IsForEveryone(const google::rpc::ErrorInfo& info, int status) {
  return status != 500 && info.reason() != "PEER_UNAVAILABLE" &&
         info.reason() != "CLIENT_NOT_ALLOWED";
}

}  // namespace

Problem BadField(absl::string_view field, absl::string_view description) {
  return {400,
          "INVALID_FIELD",
          absl::StrCat(field, ": ", description),
          {{std::string(field), std::string(description)}}};
}

Problem ProblemOf(const absl::Status& status) {
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  if (!info) return Unexplained(status.code());
  Problem problem{StatusOf(status.code()), info->reason(),
                  std::string(status.message())};
  if (!IsForEveryone(*info, problem.status)) {
    problem.detail = Unexplained(status.code()).detail;
  }
  if (const auto bad = DetailOf<google::rpc::BadRequest>(status)) {
    for (const auto& violation : bad->field_violations()) {
      problem.fields.push_back(
          {JsonPath(violation.field()), violation.description()});
    }
  }
  if (const auto retry = DetailOf<google::rpc::RetryInfo>(status)) {
    problem.retry_after = absl::Milliseconds(
        TimeUtil::DurationToMilliseconds(retry->retry_delay()));
  }
  return problem;
}

Answer AnswerOf(const Problem& problem) {
  ordered_json json = {
      {"type", absl::StrCat("urn:creditproof:", problem.reason)},
      {"title", TitleOf(problem.status)},
      {"status", problem.status},
      {"reason", problem.reason},
      {"detail", problem.detail}};
  for (const FieldFault& fault : problem.fields) {
    json["fields"].push_back(
        {{"field", fault.field}, {"description", fault.description}});
  }
  Answer answer;
  answer.status = problem.status;
  answer.fields = {{"content-type", "application/problem+json"},
                   {"cache-control", "no-store"}};
  if (problem.status == 401) {
    answer.fields.emplace_back("www-authenticate", "Bearer");
  }
  if (problem.retry_after) {
    const auto seconds = absl::ToInt64Seconds(
        absl::Ceil(*problem.retry_after, absl::Seconds(1)));
    json["retryAfterSeconds"] = seconds;
    answer.fields.emplace_back("retry-after", absl::StrCat(seconds));
  }
  answer.body = Text(json);
  return answer;
}

Answer MethodNotAllowed(std::string allowed) {
  Answer answer = AnswerOf(
      {405, "METHOD_NOT_ALLOWED", "the path is there, the method is not"});
  answer.fields.emplace_back("allow", std::move(allowed));
  return answer;
}

}  // namespace creditproof::gateway
