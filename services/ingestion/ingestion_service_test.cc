#include "services/ingestion/ingestion_service.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>

#include <catch2/catch.hpp>

#include "libs/base/error.h"
#include "libs/rpc/status.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/source_service.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;

// A bench behind real gRPC over a unix socket.
class Served {
 public:
  Served()
      : trail_(*audit::Trail::Open(bench.store(), kAudit)),
        stream_gate_(
            rpc::AllowAs("clerk"), [](const rpc::CallRecord&) {}, executor_),
        gate_(
            rpc::AllowAs("admin"), [](const rpc::CallRecord&) {}, executor_),
        ingestion_(bench.desk(), stream_gate_),
        sources_(bench.store(), bench.writer(), *trail_, gate_,
                 base::SystemClock()) {
    const std::string address =
        "unix:" + (bench.directory() / "socket").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&ingestion_);
    builder.RegisterService(&sources_);
    server_ = builder.BuildAndStart();
    channel_ = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  }
  ~Served() { server_->Shutdown(); }

  v1::IngestionService::Stub ingestion() {
    return v1::IngestionService::Stub(channel_);
  }
  v1::SourceService::Stub sources() {
    return v1::SourceService::Stub(channel_);
  }

  Bench bench;

 private:
  rpc::Executor executor_{4, 16};
  std::unique_ptr<audit::Trail> trail_;
  rpc::StreamGate stream_gate_;
  rpc::Gate gate_;
  IngestionServiceImpl ingestion_;
  SourceServiceImpl sources_;
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

v1::CreateSourceRequest NewSource() {
  v1::CreateSourceRequest request;
  request.set_source_id("tax");
  request.mutable_source()->set_display_name("国家税务总局哈尔滨市税务局");
  request.mutable_source()->set_contact("12366");
  request.mutable_source()->add_areas(record::v1::AREA_TAXATION);
  request.mutable_source()->add_record_kinds(
      record::v1::RECORD_KIND_DISHONESTY);
  request.mutable_source()->add_client_names("clerk");
  return request;
}

absl::StatusOr<v1::Source> Create(Served& served,
                                  const v1::CreateSourceRequest& request) {
  auto stub = served.sources();
  grpc::ClientContext context;
  v1::Source source;
  const auto status = stub.CreateSource(&context, request, &source);
  if (!status.ok()) return rpc::FromGrpc(status);
  return source;
}

TEST_CASE("A source is registered once, by content") {
  Served served;
  REQUIRE(Create(served, NewSource()).ok());
  const std::size_t entries = served.bench.Log().size();
  const auto again = Create(served, NewSource());
  REQUIRE(again.ok());
  CHECK(again->name() == "sources/tax");
  CHECK(again->client_names_size() == 1);
  CHECK(served.bench.Log().size() == entries);

  v1::CreateSourceRequest other = NewSource();
  other.mutable_source()->set_contact("110");
  CHECK(base::ReasonOf(Create(served, other).status()) ==
        Reason::REASON_SOURCE_CONFLICT);
}

TEST_CASE("A source that is not well described is refused by field") {
  Served served;
  v1::CreateSourceRequest request = NewSource();
  SECTION("id") { request.set_source_id("Tax Office"); }
  SECTION("code") { request.mutable_source()->set_credit_code("1"); }
  SECTION("area") {
    request.mutable_source()->add_areas(record::v1::AREA_TAXATION);
  }
  SECTION("nothing to deliver") {
    request.mutable_source()->clear_record_kinds();
  }
  SECTION("name") {
    request.mutable_source()->set_display_name(std::string(201, 'x'));
  }
  CHECK(base::ReasonOf(Create(served, request).status()) ==
        Reason::REASON_INVALID_FIELD);
}

TEST_CASE("Sources are listed page by page in order of id") {
  Served served;
  REQUIRE(Create(served, NewSource()).ok());
  auto stub = served.sources();
  std::vector<std::string> names;
  v1::ListSourcesRequest request;
  request.set_page_size(2);
  v1::ListSourcesResponse response;
  do {
    grpc::ClientContext context;
    REQUIRE(stub.ListSources(&context, request, &response).ok());
    for (const auto& source : response.sources()) {
      names.push_back(source.name());
    }
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty());
  CHECK(names == std::vector<std::string>{"sources/penalties",
                                          "sources/registry", "sources/tax"});
}

}  // namespace
}  // namespace creditproof::ingestion
