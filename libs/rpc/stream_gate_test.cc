#include "libs/rpc/stream_gate.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <functional>
#include <latch>
#include <memory>
#include <thread>
#include <utility>

#include "creditproof/changelog/v1/change_log_service.grpc.pb.h"
#include "creditproof/ingestion/v1/ingestion_service.grpc.pb.h"
#include "libs/base/error.h"
#include "libs/rpc/status.h"
#include "libs/rpc/taken_thread.h"
#include "libs/rpc/unix_server.h"

namespace creditproof::rpc {
namespace {

using base::Reason;
using changelog::v1::ChangeLogService;
using changelog::v1::FollowRequest;
using changelog::v1::FollowResponse;
using ingestion::v1::DeliverRequest;
using ingestion::v1::DeliverResponse;
using ingestion::v1::IngestionService;

using Bidi = ServerStream<DeliverRequest, DeliverResponse>;
using Writer = ServerWriter<FollowResponse>;

class BidiService final : public IngestionService::CallbackService {
 public:
  using Handler = std::function<absl::Status(Bidi&, const Caller&)>;
  BidiService(const StreamGate& gate, Handler handler)
      : gate_(gate), handler_(std::move(handler)) {}

  grpc::ServerBidiReactor<DeliverRequest, DeliverResponse>* Deliver(
      grpc::CallbackServerContext* context) override {
    auto* stream = gate_.ServeBidi<DeliverRequest, DeliverResponse>(
        "Deliver", context, handler_);
    submitted = context;
    submitted.notify_one();
    return stream;
  }

  // The latest call; alive while it waits for a thread.
  std::atomic<const grpc::CallbackServerContext*> submitted = nullptr;

 private:
  const StreamGate& gate_;
  const Handler handler_;
};

class WriterService final : public ChangeLogService::CallbackService {
 public:
  using Handler =
      std::function<absl::Status(const FollowRequest&, Writer&, const Caller&)>;
  WriterService(const StreamGate& gate, Handler handler)
      : gate_(gate), handler_(std::move(handler)) {}

  grpc::ServerWriteReactor<FollowResponse>* Follow(
      grpc::CallbackServerContext* context,
      const FollowRequest* request) override {
    return gate_.ServeWriter<FollowResponse>("Follow", context, request,
                                             handler_);
  }

 private:
  const StreamGate& gate_;
  const Handler handler_;
};

// A server whose streams run the given handlers, and what the gate saw last.
struct Fixture {
  explicit Fixture(BidiService::Handler on_deliver,
                   WriterService::Handler on_follow = nullptr,
                   Authorizer authorize = AllowAs("tester"))
      : gate(
            std::move(authorize),
            [this](const CallRecord& call) { last_code = call.code; },
            executor),
        deliver(gate, std::move(on_deliver)),
        follow(gate, std::move(on_follow)),
        server({&deliver, &follow}),
        deliver_stub(server.Connect()),
        follow_stub(server.Connect()) {}

  std::atomic<absl::StatusCode> last_code = absl::StatusCode::kUnknown;
  Executor executor{/*threads=*/1, /*queue_limit=*/1};
  StreamGate gate;
  BidiService deliver;
  WriterService follow;
  UnixServer server;
  IngestionService::Stub deliver_stub;
  ChangeLogService::Stub follow_stub;
};

DeliverRequest Chunk(const std::string& bytes) {
  DeliverRequest request;
  request.set_chunk(bytes);
  return request;
}

// Answers each chunk with its size, and the half-close with the total.
absl::Status AnswerSizes(Bidi& stream, const Caller&) {
  DeliverRequest request;
  std::int64_t total = 0;
  const auto answer = [&](std::int64_t size) {
    DeliverResponse response;
    response.add_verdicts()->set_row(size);
    return stream.Write(response);
  };
  while (stream.Read(request)) {
    const auto size = static_cast<std::int64_t>(request.chunk().size());
    total += size;
    answer(size);
  }
  answer(total);
  return absl::OkStatus();
}

TEST_CASE("A stream is read until the client half-closes, and answered after") {
  Fixture fixture(AnswerSizes);
  grpc::ClientContext context;
  const auto stream = fixture.deliver_stub.Deliver(&context);
  DeliverResponse response;
  for (const std::string chunk : {"a", "bb", "ccc"}) {
    REQUIRE(stream->Write(Chunk(chunk)));
    REQUIRE(stream->Read(&response));
    CHECK(response.verdicts(0).row() == static_cast<int>(chunk.size()));
  }
  stream->WritesDone();
  REQUIRE(stream->Read(&response));
  CHECK(response.verdicts(0).row() == 6);
  CHECK_FALSE(stream->Read(&response));
  CHECK(stream->Finish().ok());
  CHECK(fixture.last_code == absl::StatusCode::kOk);
}

TEST_CASE("A handler that answers before it would wait never lets one wait") {
  Fixture fixture([](Bidi& stream, const Caller&) {
    DeliverRequest request;
    std::int64_t unanswered = 0;
    while (true) {
      if (!stream.HasNext() && unanswered > 0) {
        DeliverResponse response;
        response.add_verdicts()->set_row(std::exchange(unanswered, 0));
        stream.Write(response);
      }
      if (!stream.Read(request)) return absl::OkStatus();
      ++unanswered;
    }
  });
  grpc::ClientContext context;
  const auto stream = fixture.deliver_stub.Deliver(&context);
  DeliverResponse response;
  for (const int messages : {1, 2, 1, 5}) {
    for (int i = 0; i < messages; ++i) REQUIRE(stream->Write(Chunk("a")));
    for (std::int64_t answered = 0; answered < messages;) {
      REQUIRE(stream->Read(&response));  // although the client says no more
      answered += response.verdicts(0).row();
    }
  }
  stream->WritesDone();
  CHECK_FALSE(stream->Read(&response));
  CHECK(stream->Finish().ok());
}

TEST_CASE("A handler may end the call while the client still sends") {
  Fixture fixture([](Bidi& stream, const Caller&) {
    DeliverRequest request;
    stream.Read(request);
    return base::InvalidField("header.source", "is not known");
  });
  grpc::ClientContext context;
  const auto stream = fixture.deliver_stub.Deliver(&context);
  while (stream->Write(Chunk(std::string(1000, 'x')))) {
  }

  const absl::Status ended = FromGrpc(stream->Finish());

  CHECK(absl::IsInvalidArgument(ended));
  CHECK(base::ReasonOf(ended) == Reason::REASON_INVALID_FIELD);
  CHECK(ended.message() == "header.source: is not known");
}

TEST_CASE("A client that cancels is never taken for one that has said all") {
  for (int round = 0; round < 50; ++round) {
    std::latch reading(1);
    std::atomic<bool> wrote = true;
    Fixture fixture([&](Bidi& stream, const Caller&) {
      DeliverRequest request;
      stream.Read(request);
      reading.count_down();
      stream.Read(request);
      wrote = stream.Write({});
      return absl::OkStatus();
    });
    grpc::ClientContext context;
    const auto stream = fixture.deliver_stub.Deliver(&context);
    REQUIRE(stream->Write(Chunk("a")));
    reading.wait();
    context.TryCancel();
    CHECK(stream->Finish().error_code() == grpc::StatusCode::CANCELLED);
    fixture.server.Shutdown();

    REQUIRE_FALSE(wrote);
  }
}

TEST_CASE("A handler that neither reads nor writes learns of a cancellation") {
  std::latch running(1);
  Fixture fixture([&](Bidi& stream, const Caller&) {
    running.count_down();
    while (!stream.cancelled()) std::this_thread::yield();
    return absl::CancelledError("seen");
  });
  grpc::ClientContext context;
  const auto stream = fixture.deliver_stub.Deliver(&context);
  running.wait();
  context.TryCancel();
  CHECK(stream->Finish().error_code() == grpc::StatusCode::CANCELLED);
  fixture.server.Shutdown();
  CHECK(fixture.last_code == absl::StatusCode::kCancelled);
}

TEST_CASE("A client whose connection breaks ends its streams") {
  std::latch reading(1);
  std::latch ended(1);
  Fixture fixture([&](Bidi& stream, const Caller&) {
    DeliverRequest request;
    stream.Read(request);
    reading.count_down();
    while (stream.Read(request)) {
    }
    ended.count_down();
    return absl::OkStatus();
  });
  {
    IngestionService::Stub stub(fixture.server.Connect());
    grpc::ClientContext context;
    const auto stream = stub.Deliver(&context);
    REQUIRE(stream->Write(Chunk("a")));
    reading.wait();
  }
  ended.wait();
}

TEST_CASE("A slow reader holds the writer back") {
  constexpr int kMessages = 64;
  constexpr int kAhead = 16;  // of a mebibyte each; gRPC buffers a few
  std::atomic<int> written = 0;
  Fixture fixture(
      nullptr, [&](const FollowRequest&, Writer& writer, const Caller&) {
        FollowResponse response;
        response.add_entries()->set_stored(std::string(1 << 20, 'x'));
        while (written < kMessages && writer.Write(response)) ++written;
        return absl::OkStatus();
      });
  grpc::ClientContext context;
  const auto stream = fixture.follow_stub.Follow(&context, {});
  FollowResponse response;
  int read = 0;
  while (stream->Read(&response)) {
    ++read;
    REQUIRE(written <= read + kAhead);
  }
  CHECK(read == kMessages);
  CHECK(stream->Finish().ok());
}

TEST_CASE("A slow handler holds the sender back") {
  constexpr int kMessages = 64;
  constexpr int kAhead = 16;  // of a mebibyte each; gRPC buffers a few
  std::atomic<int> sent = 0;
  int most_ahead = 0;
  Fixture fixture([&](Bidi& stream, const Caller&) {
    DeliverRequest request;
    for (int read = 1; stream.Read(request); ++read) {
      most_ahead = std::max(most_ahead, sent - read);
    }
    return absl::OkStatus();
  });
  grpc::ClientContext context;
  const auto stream = fixture.deliver_stub.Deliver(&context);
  while (sent < kMessages && stream->Write(Chunk(std::string(1 << 20, 'x')))) {
    ++sent;
  }
  stream->WritesDone();
  CHECK(stream->Finish().ok());
  CHECK(sent == kMessages);
  CHECK(most_ahead <= kAhead);
}

TEST_CASE("A writer's client that goes ends the writing") {
  Fixture fixture(
      nullptr, [](const FollowRequest&, Writer& writer, const Caller&) {
        FollowResponse response;
        response.add_entries()->set_stored(std::string(1 << 20, 'x'));
        while (writer.Write(response)) {
        }
        return absl::CancelledError("nobody reads");
      });
  grpc::ClientContext context;
  const auto stream = fixture.follow_stub.Follow(&context, {});
  FollowResponse response;
  REQUIRE(stream->Read(&response));
  context.TryCancel();
  CHECK(stream->Finish().error_code() == grpc::StatusCode::CANCELLED);
  fixture.server.Shutdown();
  CHECK(fixture.last_code == absl::StatusCode::kCancelled);
}

TEST_CASE("A stop of the server ends a stream that waits for its client") {
  std::latch reading(1);
  std::atomic<bool> cancelled = false;
  Fixture fixture([&](Bidi& stream, const Caller&) {
    reading.count_down();
    DeliverRequest request;
    while (stream.Read(request)) {
    }
    while (!stream.cancelled()) std::this_thread::yield();
    cancelled = true;
    return absl::OkStatus();
  });
  grpc::ClientContext context;
  const auto stream = fixture.deliver_stub.Deliver(&context);
  reading.wait();

  fixture.server.Shutdown();

  CHECK(cancelled);
  CHECK_FALSE(stream->Finish().ok());
}

TEST_CASE("A stream that is refused never reaches its handler") {
  const auto nobody =
      AllowList::Make(IngestionService::service_full_name(), {});
  REQUIRE(nobody.ok());
  std::atomic<bool> ran = false;
  Fixture fixture(
      [&](Bidi&, const Caller&) {
        ran = true;
        return absl::OkStatus();
      },
      nullptr, AllowClients(*nobody));
  grpc::ClientContext context;
  const absl::Status refused =
      FromGrpc(fixture.deliver_stub.Deliver(&context)->Finish());
  CHECK(base::ReasonOf(refused) == Reason::REASON_NO_CLIENT_CERTIFICATE);
  CHECK_FALSE(ran);
}

TEST_CASE("A stream that finds the queue full is told to come again") {
  Fixture fixture(AnswerSizes);
  const TakenThread taken(fixture.executor);
  REQUIRE(fixture.executor.Submit([] {}).ok());  // the queue is full
  grpc::ClientContext context;
  const absl::Status refused =
      FromGrpc(fixture.deliver_stub.Deliver(&context)->Finish());
  CHECK(absl::IsResourceExhausted(refused));
  CHECK(base::ReasonOf(refused) == Reason::REASON_OVERLOADED);
}

TEST_CASE("A stream beyond the threads is refused instead of waiting") {
  std::latch running(1);
  Fixture fixture([&](Bidi& stream, const Caller&) {
    running.count_down();
    DeliverRequest request;
    while (stream.Read(request)) {
    }
    return absl::OkStatus();
  });
  grpc::ClientContext first_context;
  const auto first = fixture.deliver_stub.Deliver(&first_context);
  running.wait();

  grpc::ClientContext second_context;
  const absl::Status refused =
      FromGrpc(fixture.deliver_stub.Deliver(&second_context)->Finish());
  CHECK(absl::IsResourceExhausted(refused));
  CHECK(base::ReasonOf(refused) == Reason::REASON_OVERLOADED);

  first->WritesDone();
  CHECK(first->Finish().ok());
}

TEST_CASE("A stream can follow the end of another at once") {
  Fixture fixture([](Bidi&, const Caller&) { return absl::OkStatus(); });
  for (int round = 0; round < 200; ++round) {
    grpc::ClientContext context;
    REQUIRE(fixture.deliver_stub.Deliver(&context)->Finish().ok());
  }
}

TEST_CASE("A stream whose client has gone while it waited never runs") {
  std::atomic<bool> ran = false;
  Fixture fixture([&](Bidi&, const Caller&) {
    ran = true;
    return absl::OkStatus();
  });
  {
    const TakenThread taken(fixture.executor);
    grpc::ClientContext context;
    const auto stream = fixture.deliver_stub.Deliver(&context);
    fixture.deliver.submitted.wait(nullptr);
    context.TryCancel();
    const auto* waiting = fixture.deliver.submitted.load();
    while (!waiting->IsCancelled()) std::this_thread::yield();
    CHECK(stream->Finish().error_code() == grpc::StatusCode::CANCELLED);
  }
  fixture.server.Shutdown();
  CHECK_FALSE(ran);
  CHECK(fixture.last_code == absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace creditproof::rpc
