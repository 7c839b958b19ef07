// Bodies that pass through the gateway in pieces.
#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "libs/rpc/status.h"
#include "services/gateway/gateway_fixture.h"

namespace creditproof::gateway {
namespace {

using Fixture = GatewayFixture;
using google::api::HttpBody;
using nlohmann::json;

constexpr char kDownload[] =
    "GET /v1/subjects/91230103TE00000103/reports/ABC:download";

HttpBody Piece(const std::string& data, const char* type = "") {
  HttpBody piece;
  piece.set_data(data);
  piece.set_content_type(type);
  return piece;
}

std::string Upload(const std::string& body, const std::string& more = "") {
  return Head("POST /v1/reports:verifyUpload",
              absl::StrCat("content-type: application/pdf\r\ncontent-length: ",
                           body.size(), "\r\n", more)) +
         body;
}

TEST_CASE_METHOD(Fixture, "A file is downloaded as its pieces come") {
  const std::string first(64 * 1024, 'a');
  reports.read = [&](grpc::ServerContext&, FakeReports::Writer& writer) {
    writer.Write(Piece(first, "application/pdf"));
    writer.Write(Piece(""));
    writer.Write(Piece("end"));
    return grpc::Status::OK;
  };
  const Reply reply = Ask(Head(kDownload, Bearer("t")));
  CHECK(reply.status == 200);
  CHECK(reply.is_whole);
  CHECK(reply.field("content-type") == "application/pdf");
  CHECK(reply.field("content-disposition") ==
        "attachment; filename=\"ABC.pdf\"");
  CHECK(reply.field("cache-control") == "no-store");
  CHECK(reply.body == first + "end");
}

TEST_CASE_METHOD(Fixture, "A file that breaks off never ends well") {
  std::atomic<bool> killed = false;
  const std::string first(64 * 1024, 'a');
  SECTION("by an error") {
    reports.read = [&](grpc::ServerContext&, FakeReports::Writer& writer) {
      writer.Write(Piece(first, "application/pdf"));
      return grpc::Status(grpc::StatusCode::DATA_LOSS, "");
    };
    const Reply reply = Ask(Head(kDownload, Bearer("t")));
    CHECK(reply.status == 200);
    CHECK_FALSE(reply.is_whole);
  }
  SECTION("by a crash") {
    reports.read = [&](grpc::ServerContext& context,
                       FakeReports::Writer& writer) {
      writer.Write(Piece(first, "application/pdf"));
      while (!context.IsCancelled()) {
      }
      killed = true;
      return grpc::Status::OK;
    };
    TestClient client(Start());
    client.Send(Head(kDownload, Bearer("t")));
    client.Await(first.size());
    report_end.Kill();
    const Reply reply = client.Receive();
    CHECK(killed);
    CHECK(reply.status == 200);
    CHECK_FALSE(reply.is_whole);
  }
}

TEST_CASE_METHOD(Fixture, "What fails before the first piece is a problem") {
  reports.read = [](grpc::ServerContext&, FakeReports::Writer&) {
    return rpc::ToGrpc(base::Error(absl::StatusCode::kNotFound,
                                   base::Reason::REASON_REPORT_NOT_FOUND,
                                   "没有这份报告"));
  };
  const Reply reply = Ask(Head(kDownload, Bearer("t")));
  CHECK(reply.status == 404);
  CHECK(json::parse(reply.body)["reason"] == "REPORT_NOT_FOUND");
}

TEST_CASE_METHOD(Fixture, "Who goes away ends the call") {
  std::promise<void> ended;
  reports.read = [&](grpc::ServerContext&, FakeReports::Writer& writer) {
    const HttpBody piece = Piece(std::string(64 * 1024, 'a'), "text/plain");
    while (writer.Write(piece)) {
    }
    ended.set_value();
    return grpc::Status::OK;
  };
  {
    TestClient client(Start());
    client.Send(Head(kDownload, Bearer("t")));
  }
  ended.get_future().wait();
}

TEST_CASE_METHOD(Fixture, "HTTP/1.0 gets no file, whose end it could not see") {
  reports.read = [](grpc::ServerContext&, FakeReports::Writer& writer) {
    writer.Write(Piece("a", "text/plain"));
    return grpc::Status::OK;
  };
  const std::string request =
      absl::StrCat(kDownload, " HTTP/1.0\r\n", Bearer("t"), "\r\n");
  CHECK(Ask(request).status == 505);
}

TEST_CASE_METHOD(Fixture, "An upload is passed on in pieces, its size first") {
  const std::string pdf(300'000, 'p');
  verification.upload = [&](grpc::ServerReader<FakeVerification::Piece>& reader,
                            FakeVerification::Response& response) {
    FakeVerification::Piece piece;
    REQUIRE(reader.Read(&piece));
    CHECK(piece.size() == pdf.size());
    std::string read = piece.chunk();
    while (reader.Read(&piece)) {
      CHECK(piece.size() == 0);
      CHECK(piece.chunk().size() <= 64 * 1024);
      read += piece.chunk();
    }
    CHECK(read == pdf);
    response.set_authenticity(verification::v1::AUTHENTICITY_NOT_ISSUED);
    return grpc::Status::OK;
  };
  TestClient client(Start());
  client.Send(Upload(pdf, "expect: 100-continue\r\n"));
  const Reply reply = client.Receive();
  CHECK(reply.status == 200);
  CHECK(json::parse(reply.body)["authenticity"] == "AUTHENTICITY_NOT_ISSUED");
  client.Send(Head("GET /"));
  CHECK(client.Receive().status == 200);
}

TEST_CASE_METHOD(Fixture,
                 "An upload says how long it is, and is not too long") {
  const Reply unsaid = Ask(Head("POST /v1/reports:verifyUpload",
                                "content-type: application/pdf\r\n"
                                "transfer-encoding: chunked\r\n") +
                           "1\r\na\r\n0\r\n\r\n");
  CHECK(unsaid.status == 411);
  const Reply too_long = Ask(Upload(std::string((5 << 20) + 1, 'a')));
  CHECK(too_long.status == 413);
  CHECK(json::parse(too_long.body)["reason"] == "BODY_TOO_LARGE");
}

TEST_CASE_METHOD(Fixture, "A back end may judge before it has all") {
  verification.upload = [](grpc::ServerReader<FakeVerification::Piece>&,
                           FakeVerification::Response&) {
    return rpc::ToGrpc(base::Overloaded("come again", absl::Seconds(1)));
  };
  const Reply reply = Ask(Upload(std::string(4 << 20, 'a')));
  CHECK(reply.status == 429);
}

TEST_CASE_METHOD(Fixture, "An upload that breaks off is judged by nobody") {
  std::promise<void> broken;
  verification.upload = [&](grpc::ServerReader<FakeVerification::Piece>& reader,
                            FakeVerification::Response&) {
    FakeVerification::Piece piece;
    std::size_t read = 0;
    while (reader.Read(&piece)) read += piece.chunk().size();
    CHECK(read < 1000);
    broken.set_value();
    return grpc::Status::OK;
  };
  {
    TestClient client(Start());
    client.Send(Head("POST /v1/reports:verifyUpload",
                     "content-type: application/pdf\r\n"
                     "content-length: 1000\r\n") +
                "abc");
  }
  broken.get_future().wait();
}

TEST_CASE_METHOD(Fixture, "A gateway that stops waits for no slow upload") {
  std::promise<void> begun;
  std::promise<void> ended;
  verification.upload = [&](grpc::ServerReader<FakeVerification::Piece>& reader,
                            FakeVerification::Response&) {
    FakeVerification::Piece piece;
    reader.Read(&piece);
    begun.set_value();
    while (reader.Read(&piece)) {
    }
    ended.set_value();
    return grpc::Status::OK;
  };
  TestClient client(Start());
  client.Send(Head("POST /v1/reports:verifyUpload",
                   "content-type: application/pdf\r\n"
                   "content-length: 1000\r\n") +
              "abc");
  begun.get_future().wait();
  Stop();
  ended.get_future().wait();
}

}  // namespace
}  // namespace creditproof::gateway
