#include "libs/base/error.h"

#include <catch2/catch.hpp>
#include <string>

#include "google/rpc/error_details.pb.h"
#include "libs/base/status_macros.h"

namespace creditproof::base {
namespace {

template <typename Detail>
Detail DetailOf(const absl::Status& status, absl::string_view type) {
  const auto payload =
      status.GetPayload("type.googleapis.com/" + std::string(type));
  REQUIRE(payload.has_value());
  Detail detail;
  REQUIRE(detail.ParseFromString(std::string(*payload)));
  return detail;
}

TEST_CASE("An error carries code, reason, sentence and details") {
  const absl::Status status =
      Error(absl::StatusCode::kNotFound, Reason::REASON_SOURCE_NOT_FOUND,
            "no source has this id", {{"source", "tax"}});

  CHECK(status.code() == absl::StatusCode::kNotFound);
  CHECK(status.message() == "no source has this id");
  CHECK(ReasonOf(status) == Reason::REASON_SOURCE_NOT_FOUND);
  const auto info =
      DetailOf<google::rpc::ErrorInfo>(status, "google.rpc.ErrorInfo");
  CHECK(info.domain() == "creditproof");
  CHECK(info.reason() == "SOURCE_NOT_FOUND");
  CHECK(info.metadata().at("source") == "tax");
}

TEST_CASE("An invalid field is named in the message and in BadRequest") {
  const absl::Status status = InvalidField("subject.name", "is too long");

  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK(status.message() == "subject.name: is too long");
  CHECK(ReasonOf(status) == Reason::REASON_INVALID_FIELD);
  const auto bad =
      DetailOf<google::rpc::BadRequest>(status, "google.rpc.BadRequest");
  REQUIRE(bad.field_violations_size() == 1);
  CHECK(bad.field_violations(0).field() == "subject.name");
  CHECK(bad.field_violations(0).description() == "is too long");
}

TEST_CASE("An overloaded service says when to come again") {
  const absl::Status status = Overloaded("too many", absl::Milliseconds(1500));

  CHECK(status.code() == absl::StatusCode::kResourceExhausted);
  CHECK(ReasonOf(status) == Reason::REASON_OVERLOADED);
  const auto retry =
      DetailOf<google::rpc::RetryInfo>(status, "google.rpc.RetryInfo");
  CHECK(retry.retry_delay().seconds() == 1);
  CHECK(retry.retry_delay().nanos() == 500'000'000);
}

TEST_CASE("A status without ErrorInfo has no reason") {
  CHECK(ReasonOf(absl::InternalError("x")) == Reason::REASON_UNSPECIFIED);
  CHECK(ReasonOf(absl::OkStatus()) == Reason::REASON_UNSPECIFIED);
}

absl::StatusOr<int> Half(int number) {
  if (number % 2 != 0) return absl::InvalidArgumentError("odd");
  return number / 2;
}

absl::StatusOr<int> Quarter(int number) {
  ASSIGN_OR_RETURN(const int half, Half(number));
  ASSIGN_OR_RETURN(const int quarter, Half(half));
  return quarter;
}

TEST_CASE("The macros return early with the first error") {
  CHECK(Quarter(8).value() == 2);
  CHECK(Quarter(6).status().message() == "odd");
}

}  // namespace
}  // namespace creditproof::base
