// A service whose partitions are split between two instances.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/claim/report_number.h"
#include "libs/rpc/status.h"
#include "services/gateway/gateway_fixture.h"

namespace creditproof::gateway {
namespace {

using nlohmann::json;

// Partitions 0 to 7 are with `verification`, 8 to 15 with `other`.
class SplitFixture : public GatewayFixture {
 public:
  SplitFixture() {
    auto& peer = *config.mutable_back_ends(0)->mutable_peer();
    peer.add_instances()->set_address(other_end.address());
    for (std::uint32_t i = 0; i < 16; ++i) {
      peer.mutable_instances(i < 8 ? 0 : 1)->add_partitions(i);
    }
    const auto count = [](std::string& asked, const std::string& what) {
      absl::StrAppend(&asked, what, ";");
      return grpc::Status::OK;
    };
    verification.verify = [=, this](auto&, const auto& request, auto&) {
      return count(first, request.report_number());
    };
    other.verify = [=, this](auto&, const auto& request, auto&) {
      return count(second, request.report_number());
    };
  }

  FakeVerification other;
  TestBackEnd other_end{identities, {&other}};
  std::string first;  // what was asked of whom
  std::string second;
};

TEST_CASE_METHOD(SplitFixture,
                 "A split service is asked where the subject is, and nowhere "
                 "else") {
  const std::string number =
      claim::ReportNumber::Make("secret",
                                *CreditCode::Parse("91230103TE00000103"),
                                "client", "request")
          .text();
  const bool is_first =
      claim::ReportNumber::Parse(number)->PartitionUnder(16) < 8;
  const Reply reply =
      Ask(JsonPost("/v1/reports:verify",
                   absl::StrCat(R"({"reportNumber":")", number, "\"}")));
  CHECK(reply.status == 200);
  CHECK(first == (is_first ? number + ";" : ""));
  CHECK(second == (is_first ? "" : number + ";"));
}

TEST_CASE_METHOD(SplitFixture,
                 "The lists of all instances follow one another, or there is "
                 "none") {
  verification.list = [](auto& response) {
    response.set_status_list("one");
    return grpc::Status::OK;
  };
  other.list = [](auto& response) {
    response.set_status_list("two");
    return grpc::Status::OK;
  };
  const std::string both =
      json::parse(Ask(Head("GET /v1/statusList")).body)["statusList"];
  CHECK((both == "b25ldHdv" || both == "dHdvb25l"));  // onetwo, twoone

  other.list = [](auto&) {
    return grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "being made");
  };
  CHECK(Ask(Head("GET /v1/statusList")).status == 429);
}

TEST_CASE_METHOD(
    SplitFixture,
    "A digest is asked of all, and only who knows it is believed") {
  using verification::v1::Authenticity;
  const auto answer = [](Authenticity authenticity) {
    return [=](auto&, const auto&, auto& response) {
      response.set_authenticity(authenticity);
      return grpc::Status::OK;
    };
  };
  const auto fail = [](auto&, const auto&, auto&) {
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "gone");
  };
  const auto ask = [&] {
    return Ask(JsonPost("/v1/reports:verify", R"({"pdfSha256":"YWJj"})"));
  };
  const auto verdict = [&] {
    return json::parse(ask().body)["authenticity"].get<std::string>();
  };
  verification.verify = answer(verification::v1::AUTHENTICITY_NOT_ISSUED);
  other.verify = answer(verification::v1::AUTHENTICITY_NOT_ISSUED);
  CHECK(verdict() == "AUTHENTICITY_NOT_ISSUED");
  other.verify = answer(verification::v1::AUTHENTICITY_GENUINE);
  CHECK(verdict() == "AUTHENTICITY_GENUINE");
  verification.verify = answer(verification::v1::AUTHENTICITY_CANNOT_TELL);
  CHECK(verdict() == "AUTHENTICITY_GENUINE");
  verification.verify = fail;
  CHECK(verdict() == "AUTHENTICITY_GENUINE");
  other.verify = answer(verification::v1::AUTHENTICITY_NOT_ISSUED);
  CHECK(ask().status == 503);
}

TEST_CASE_METHOD(SplitFixture, "An upload finds the instance of its report") {
  const std::string pdf(200'000, 'p');
  const auto read_all =
      [](grpc::ServerReader<FakeVerification::Piece>& reader) {
        std::string read;
        FakeVerification::Piece piece;
        while (reader.Read(&piece)) read += piece.chunk();
        return read;
      };
  verification.upload = [&](auto& reader, auto&) {
    first = read_all(reader);
    return rpc::ToGrpc(base::Error(absl::StatusCode::kFailedPrecondition,
                                   base::Reason::REASON_WRONG_PARTITION,
                                   "partition 9 is not served by this instance",
                                   {{"partition", "9"}}));
  };
  other.upload = [&](auto& reader, auto& response) {
    second = read_all(reader);
    response.set_authenticity(verification::v1::AUTHENTICITY_GENUINE);
    return grpc::Status::OK;
  };
  const Reply reply =
      Ask(Head("POST /v1/reports:verifyUpload",
               "content-type: application/pdf\r\ncontent-length: 200000\r\n") +
          pdf);
  CHECK(reply.status == 200);
  CHECK(first == pdf);
  CHECK(second == pdf);
  CHECK(json::parse(reply.body)["authenticity"] == "AUTHENTICITY_GENUINE");
}

}  // namespace
}  // namespace creditproof::gateway
