// Calls that are streamed to and answered once.
#include <catch2/catch.hpp>
#include <functional>
#include <latch>
#include <string>
#include <utility>

#include "creditproof/verification/v1/verification_service.grpc.pb.h"
#include "libs/base/error.h"
#include "libs/rpc/status.h"
#include "libs/rpc/stream_gate.h"
#include "libs/rpc/unix_server.h"

namespace creditproof::rpc {
namespace {

using verification::v1::VerificationService;
using verification::v1::VerifyReportResponse;
using verification::v1::VerifyUploadRequest;

using Reader = ServerReader<VerifyUploadRequest>;
using Answer = absl::StatusOr<VerifyReportResponse>;

constexpr absl::Duration kPatience = absl::Minutes(1);
using Handler = std::function<Answer(Reader&, const Caller&)>;

class Service final : public VerificationService::CallbackService {
 public:
  Service(const StreamGate& gate, Handler handler)
      : gate_(gate), handler_(std::move(handler)) {}

  grpc::ServerReadReactor<VerifyUploadRequest>* VerifyUpload(
      grpc::CallbackServerContext* context,
      VerifyReportResponse* response) override {
    return gate_.ServeReader<VerifyUploadRequest>("VerifyUpload", context,
                                                  response, handler_);
  }

 private:
  const StreamGate& gate_;
  const Handler handler_;
};

struct Fixture {
  explicit Fixture(Handler handler, Authorizer authorize = AllowAs("tester"))
      : gate(
            std::move(authorize), [](const CallRecord&) {}, executor),
        service(gate, std::move(handler)),
        server({&service}),
        stub(server.Connect()) {}

  Executor executor{/*threads=*/1, /*queue_limit=*/1};
  StreamGate gate;
  Service service;
  UnixServer server;
  VerificationService::Stub stub;
};

VerifyUploadRequest Piece(const std::string& bytes) {
  VerifyUploadRequest piece;
  piece.set_chunk(bytes);
  return piece;
}

// Answers all that was read.
Answer Join(Reader& stream, const Caller&) {
  VerifyReportResponse response;
  VerifyUploadRequest request;
  while (stream.Read(request, kPatience) == Next::kMessage) {
    response.mutable_message()->append(request.chunk());
  }
  return response;
}

TEST_CASE("A stream is read to its end, and answered once") {
  Fixture fixture(Join);
  grpc::ClientContext context;
  VerifyReportResponse response;
  const auto stream = fixture.stub.VerifyUpload(&context, &response);
  CHECK(stream->Write(Piece("a")));
  CHECK(stream->Write(Piece("b")));
  stream->WritesDone();
  CHECK(stream->Finish().ok());
  CHECK(response.message() == "ab");
}

TEST_CASE("A stream may be answered before its end is read") {
  Fixture fixture([](Reader& stream, const Caller&) -> Answer {
    VerifyUploadRequest request;
    stream.Read(request, kPatience);
    return base::InvalidField("chunk", "is enough");
  });
  grpc::ClientContext context;
  VerifyReportResponse response;
  const auto stream = fixture.stub.VerifyUpload(&context, &response);
  while (stream->Write(Piece(std::string(1 << 16, 'x')))) {
  }
  CHECK(FromGrpc(stream->Finish()).message() == "chunk: is enough");
}

TEST_CASE("A sender that goes ends the reading") {
  std::latch reading(1);
  Fixture fixture([&](Reader& stream, const Caller&) -> Answer {
    VerifyUploadRequest request;
    stream.Read(request, kPatience);
    reading.count_down();
    while (stream.Read(request, kPatience) == Next::kMessage) {
    }
    return VerifyReportResponse();
  });
  grpc::ClientContext context;
  VerifyReportResponse response;
  const auto stream = fixture.stub.VerifyUpload(&context, &response);
  REQUIRE(stream->Write(Piece("a")));
  reading.wait();
  context.TryCancel();
  CHECK(stream->Finish().error_code() == grpc::StatusCode::CANCELLED);
  fixture.server.Shutdown();
}

TEST_CASE("A stream that brings nothing may be ended, or waited for on") {
  std::latch waited(1);
  const bool goes_on = GENERATE(true, false);
  Fixture fixture([&](Reader& stream, const Caller&) -> Answer {
    VerifyUploadRequest request;
    if (stream.Read(request, absl::ZeroDuration()) != Next::kNothingYet) {
      return absl::InternalError("nothing can have come");
    }
    waited.count_down();
    if (!goes_on) return base::InvalidField("chunk", "did not come");
    CHECK(stream.Read(request, kPatience) == Next::kMessage);
    VerifyReportResponse response;
    response.set_message(request.chunk());
    return response;
  });
  grpc::ClientContext context;
  VerifyReportResponse response;
  const auto stream = fixture.stub.VerifyUpload(&context, &response);
  waited.wait();
  if (goes_on) stream->Write(Piece("late"));
  const absl::Status status = FromGrpc(stream->Finish());
  CHECK(status.ok() == goes_on);
  CHECK(response.message() == (goes_on ? "late" : ""));
  fixture.server.Shutdown();  // what was read for is given up with the call
}

TEST_CASE("A stream to be read that is refused never reaches its handler") {
  bool reached = false;
  Fixture fixture(
      [&](Reader&, const Caller&) -> Answer {
        reached = true;
        return VerifyReportResponse();
      },
      [](absl::string_view,
         const grpc::CallbackServerContext&) -> absl::StatusOr<Caller> {
        return absl::PermissionDeniedError("not you");
      });
  grpc::ClientContext context;
  VerifyReportResponse response;
  const auto stream = fixture.stub.VerifyUpload(&context, &response);
  stream->WritesDone();
  CHECK(stream->Finish().error_code() == grpc::StatusCode::PERMISSION_DENIED);
  CHECK_FALSE(reached);
}

}  // namespace
}  // namespace creditproof::rpc
