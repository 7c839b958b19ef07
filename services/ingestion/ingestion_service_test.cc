#include "services/ingestion/ingestion_service.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "libs/base/error.h"
#include "libs/rpc/status.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;

// A bench behind real gRPC over a unix socket.
class Served {
 public:
  Served()
      : gate_(
            rpc::AllowAs("clerk"), [](const rpc::CallRecord&) {}, executor_),
        ingestion_(bench.desk(), gate_) {
    const std::string address =
        "unix:" + (bench.directory() / "socket").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&ingestion_);
    server_ = builder.BuildAndStart();
    channel_ = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  }
  ~Served() { server_->Shutdown(); }

  v1::IngestionService::Stub ingestion() {
    return v1::IngestionService::Stub(channel_);
  }

  Bench bench;

 private:
  rpc::Executor executor_{4, 16};
  rpc::StreamGate gate_;
  IngestionServiceImpl ingestion_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

v1::DeliverRequest Header(const std::string& source, const std::string& id) {
  v1::DeliverRequest request;
  request.mutable_header()->set_source("sources/" + source);
  request.mutable_header()->set_delivery_id(id);
  return request;
}

v1::DeliverRequest Chunk(const std::string& bytes) {
  v1::DeliverRequest request;
  request.set_chunk(bytes);
  return request;
}

v1::DeliverRequest End(std::size_t bytes) {
  v1::DeliverRequest request;
  request.mutable_end()->set_size_bytes(static_cast<std::int64_t>(bytes));
  return request;
}

// Sends all of `requests`, then reads to the end.
struct Answers {
  absl::Status status;
  std::vector<v1::RowVerdict> verdicts;
  v1::Receipt receipt;
};
Answers Send(Served& served, const std::vector<v1::DeliverRequest>& requests) {
  auto stub = served.ingestion();
  grpc::ClientContext context;
  const auto stream = stub.Deliver(&context);
  for (const auto& request : requests) {
    if (!stream->Write(request)) break;
  }
  stream->WritesDone();
  Answers answers;
  v1::DeliverResponse response;
  while (stream->Read(&response)) {
    answers.verdicts.insert(answers.verdicts.end(), response.verdicts().begin(),
                            response.verdicts().end());
    if (response.has_receipt()) answers.receipt = response.receipt();
  }
  answers.status = rpc::FromGrpc(stream->Finish());
  return answers;
}

TEST_CASE("A file goes in as chunks, verdicts and a receipt come out") {
  Served served;
  const std::string file =
      PenaltyFile({{.code = CompanyCode(1), .name = "甲", .number = "1号"}});
  const std::size_t half = file.size() / 2;

  const Answers answers =
      Send(served, {Header("penalties", "p1"), Chunk(file.substr(0, half)),
                    Chunk(file.substr(half)), End(file.size())});

  REQUIRE(answers.status.ok());
  REQUIRE(answers.verdicts.size() == 1);
  CHECK(answers.verdicts[0].outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK_FALSE(answers.receipt.statement().empty());
}

TEST_CASE("A stream out of order or out of bounds is refused by field") {
  Served served;
  const auto requests = GENERATE(
      std::vector<v1::DeliverRequest>{},
      std::vector<v1::DeliverRequest>{Chunk("x")},
      std::vector<v1::DeliverRequest>{Header("penalties", "UPPER")},
      std::vector<v1::DeliverRequest>{Header("penalties", "p"),
                                      Header("penalties", "p")},
      std::vector<v1::DeliverRequest>{Header("penalties", "p"),
                                      Chunk(std::string((1 << 20) + 1, 'x'))},
      std::vector<v1::DeliverRequest>{Header("penalties", "p"), Chunk("x")},
      std::vector<v1::DeliverRequest>{Header("penalties", "p"), Chunk("x"),
                                      End(2)});
  const Answers answers = Send(served, requests);
  CHECK(answers.status.code() == absl::StatusCode::kInvalidArgument);
  CHECK(base::ReasonOf(answers.status) == Reason::REASON_INVALID_FIELD);
}

TEST_CASE("A file that is cut off inside its last row leaves nothing of it") {
  Served served;
  const std::string file =
      PenaltyFile({{.code = CompanyCode(1), .name = "甲", .number = "1号"}});
  const std::size_t entries = served.bench.Log().size();

  const Answers answers =
      Send(served,
           {Header("penalties", "p1"), Chunk(file.substr(0, file.size() - 9))});

  CHECK(answers.status.code() == absl::StatusCode::kInvalidArgument);
  CHECK(answers.verdicts.empty());
  CHECK(served.bench.Log().size() == entries);
}

TEST_CASE("A file whose client goes before its end leaves nothing") {
  Served served;
  const std::string file =
      PenaltyFile({{.code = CompanyCode(1), .name = "甲", .number = "1号"}});
  const std::size_t entries = served.bench.Log().size();
  {
    auto stub = served.ingestion();
    grpc::ClientContext context;
    const auto stream = stub.Deliver(&context);
    REQUIRE(stream->Write(Header("penalties", "p1")));
    REQUIRE(stream->Write(Chunk(file.substr(0, file.size() - 9))));
    context.TryCancel();
    stream->Finish();
  }
  // It is under way until the server has seen that the client went.
  absl::Status again;
  do {
    again = Send(served, {Header("penalties", "p1")}).status;
  } while (base::ReasonOf(again) == Reason::REASON_DELIVERY_IN_PROGRESS);
  CHECK(served.bench.Log().size() == entries);
}

TEST_CASE(
    "Of two clients with one delivery id at once each row is taken once") {
  Served served;
  std::vector<PenaltyCells> rows;
  for (int n = 0; n < 500; ++n) {
    rows.push_back({.code = CompanyCode(n),
                    .name = "甲",
                    .number = std::to_string(n) + "号"});
  }
  const std::string file = PenaltyFile(rows);
  const std::size_t entries = served.bench.Log().size();
  std::vector<Answers> answers(2);
  {
    std::vector<std::jthread> clients;
    for (Answers& answer : answers) {
      clients.emplace_back([&] {
        answer = Send(
            served, {Header("penalties", "p1"), Chunk(file), End(file.size())});
      });
    }
  }
  int receipts = 0;
  for (const Answers& answer : answers) {
    if (answer.status.ok()) {
      CHECK(answer.verdicts.size() == rows.size());
      ++receipts;
    } else {
      CHECK(base::ReasonOf(answer.status) ==
            Reason::REASON_DELIVERY_IN_PROGRESS);
    }
  }
  CHECK(receipts >= 1);
  // One change a row, and that the source has looked, in every partition.
  CHECK(served.bench.Log().size() ==
        entries + rows.size() + Bench::kPartitions);
}

TEST_CASE("A client that sends and never reads is held back until it goes") {
  Served served;
  // Every row earns a long remark.
  const std::string header = PenaltyFile({});
  std::string rows = PenaltyFile(std::vector<PenaltyCells>(
      500, {.code = "1", .name = "", .number = "1号", .date = "x"}));
  rows.erase(0, header.size());
  constexpr std::size_t kFarMore = std::size_t{1} << 30;
  std::size_t sent = 0;
  {
    auto stub = served.ingestion();
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(3));
    const auto stream = stub.Deliver(&context);
    bool taken = stream->Write(Header("penalties", "p1")) &&
                 stream->Write(Chunk(header));
    const v1::DeliverRequest chunk = Chunk(rows);
    while (taken && sent < kFarMore) {
      taken = stream->Write(chunk);
      sent += rows.size();
    }
    CHECK_FALSE(taken);
    CHECK(stream->Finish().error_code() == grpc::StatusCode::DEADLINE_EXCEEDED);
  }
  CAPTURE(sent);
  CHECK(sent < std::size_t{16} << 20);
  // Its thread and its delivery are free again.
  absl::Status again;
  do {
    again = Send(served, {Header("penalties", "p1")}).status;
  } while (base::ReasonOf(again) == Reason::REASON_DELIVERY_IN_PROGRESS);
  CHECK(base::ReasonOf(again) == Reason::REASON_INVALID_FIELD);
}

}  // namespace
}  // namespace creditproof::ingestion
