#include "libs/rpc/gate.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "creditproof/ingestion/v1/source_service.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/status.h"
#include "libs/rpc/taken_thread.h"
#include "libs/rpc/unix_server.h"

namespace creditproof::rpc {
namespace {

using base::Reason;
using ingestion::v1::CreateSourceRequest;
using ingestion::v1::GetSourceRequest;
using ingestion::v1::Source;
using ingestion::v1::SourceService;

// Answers CreateSource on the executor, and GetSource at once, but
// "sources/waits", which waits there as well, and "sources/later", which `end`
// ends.
class Service final : public SourceService::CallbackService {
 public:
  explicit Service(Gate gate) : gate_(std::move(gate)) {}

  grpc::ServerUnaryReactor* GetSource(grpc::CallbackServerContext* context,
                                      const GetSourceRequest* request,
                                      Source* response) override {
    return gate_.ServeOrBlock(
        "GetSource", context, request, response,
        [this](const auto& r, const Caller& caller, Source& source) {
          return Attempt(r, caller, source);
        },
        [](const auto& r, const Caller& caller) {
          return absl::StatusOr<Source>(Answer(r, caller));
        });
  }

  grpc::ServerUnaryReactor* CreateSource(grpc::CallbackServerContext* context,
                                         const CreateSourceRequest* request,
                                         Source* response) override {
    auto* reactor =
        gate_.ServeBlocking("CreateSource", context, request, response,
                            [this](const auto& r, const Caller&) {
                              ++created;
                              return absl::StatusOr<Source>(r.source());
                            });
    submitted = context;
    submitted.notify_one();
    return reactor;
  }

  // The latest CreateSource; alive while it waits for a thread.
  std::atomic<const grpc::CallbackServerContext*> submitted = nullptr;
  std::atomic<int> created = 0;

  // How the latest "sources/later" ends.
  std::promise<Attempted::End> end;

 private:
  static Source Answer(const GetSourceRequest& request, const Caller& caller) {
    Source source;
    source.set_name(request.name());
    source.set_contact(std::string(caller.name()));
    return source;
  }

  std::optional<Attempted> Attempt(const GetSourceRequest& request,
                                   const Caller& caller, Source& source) {
    if (request.name() == "sources/waits") return std::nullopt;
    source = Answer(request, caller);
    if (request.name() != "sources/later") {
      return Attempted{absl::OkStatus()};
    }
    return Attempted{
        {}, [this](Attempted::End how) { end.set_value(std::move(how)); }};
  }

  const Gate gate_;
};

// A gate's observations.
class Observed {
 public:
  CallObserver Observer() {
    return [this](const CallRecord& call) {
      const std::lock_guard lock(mutex_);
      codes_.push_back(call.code);
    };
  }

  std::vector<absl::StatusCode> codes() const {
    const std::lock_guard lock(mutex_);
    return codes_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<absl::StatusCode> codes_;  // guarded by mutex_
};

struct Fixture {
  explicit Fixture(Authorizer authorize = AllowAs("tester"))
      : service(Gate(std::move(authorize), observed.Observer(), executor)),
        server({&service}),
        stub(server.Connect()) {}

  absl::StatusOr<Source> Get(const std::string& name) {
    GetSourceRequest request;
    request.set_name(name);
    grpc::ClientContext context;
    Source source;
    RETURN_IF_ERROR(FromGrpc(stub.GetSource(&context, request, &source)));
    return source;
  }

  absl::Status Create(const CreateSourceRequest& request) {
    grpc::ClientContext context;
    Source source;
    return FromGrpc(stub.CreateSource(&context, request, &source));
  }

  Executor executor{/*threads=*/1, /*queue_limit=*/1};
  Observed observed;
  Service service;
  UnixServer server;
  SourceService::Stub stub;
};

CreateSourceRequest CompleteRequest() {
  CreateSourceRequest request;
  request.set_source_id("penalties");
  request.mutable_source()->set_display_name("市场监督管理局");
  request.mutable_source()->set_contact("12315");
  request.mutable_source()->add_client_names("tester");
  return request;
}

TEST_CASE("A handler gets the request and learns who calls") {
  Fixture fixture;
  const auto source = fixture.Get("sources/a");
  REQUIRE(source.ok());
  CHECK(source->name() == "sources/a");
  CHECK(source->contact() == "tester");
  CHECK(fixture.Create(CompleteRequest()).ok());
  CHECK(fixture.observed.codes() ==
        std::vector{absl::StatusCode::kOk, absl::StatusCode::kOk});
}

TEST_CASE("An attempt that has to wait is left to the handler") {
  Fixture fixture;
  CHECK(fixture.Get("sources/waits")->contact() == "tester");
  const TakenThread taken(fixture.executor);
  CHECK(fixture.Get("sources/a").ok());  // needs no thread
}

TEST_CASE("An attempt may end its call later, from any thread") {
  Fixture fixture;
  const TakenThread taken(fixture.executor);  // it needs none
  const absl::Status how =
      GENERATE(absl::OkStatus(), absl::UnavailableError("not on disk"));
  absl::StatusOr<Source> answer;
  std::thread client([&] { answer = fixture.Get("sources/later"); });
  const Attempted::End end = fixture.service.end.get_future().get();
  CHECK(fixture.observed.codes().empty());

  end(how);
  client.join();

  CHECK(answer.status() == how);
  CHECK(fixture.observed.codes() == std::vector{how.code()});
  if (how.ok()) CHECK(answer->name() == "sources/later");
}

TEST_CASE("A missing REQUIRED field is named, and the handler does not run") {
  Fixture fixture;
  CreateSourceRequest request = CompleteRequest();
  request.mutable_source()->clear_contact();

  const absl::Status refused = fixture.Create(request);

  CHECK(absl::IsInvalidArgument(refused));
  CHECK(base::ReasonOf(refused) == Reason::REASON_INVALID_FIELD);
  const auto payload =
      refused.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  REQUIRE(payload);
  google::rpc::BadRequest bad_request;
  REQUIRE(bad_request.ParseFromString(std::string(*payload)));
  REQUIRE(bad_request.field_violations_size() == 1);
  CHECK(bad_request.field_violations(0).field() == "source.contact");
  CHECK(fixture.service.created == 0);
}

TEST_CASE("A method is refused to clients that it does not list") {
  AllowList::Config config;
  config["creditproof.ingestion.v1.SourceService.GetSource"].add_names(
      "reader");
  const auto allowed =
      AllowList::Make(SourceService::service_full_name(), config);
  REQUIRE(allowed.ok());
  Fixture fixture(
      [&](absl::string_view method, const auto&) -> absl::StatusOr<Caller> {
        return allowed->Admit(method, {"reader"});
      });

  const absl::Status create = fixture.Create(CompleteRequest());
  CHECK(absl::IsPermissionDenied(create));
  CHECK(base::ReasonOf(create) == Reason::REASON_CLIENT_NOT_ALLOWED);
  CHECK(fixture.service.created == 0);
  CHECK(fixture.Get("sources/a").ok());
}

TEST_CASE("A client goes by the name that is listed") {
  AllowList::Config config;
  config["creditproof.ingestion.v1.SourceService.GetSource"].add_names(
      "reader");
  const auto allowed =
      AllowList::Make(SourceService::service_full_name(), config).value();

  const absl::StatusOr<Caller> caller =
      allowed.Admit("GetSource", {"laptop", "reader", "desk"});

  REQUIRE(caller.ok());
  CHECK(caller->name() == "reader");
  CHECK(caller->names == std::vector<std::string>{"reader", "laptop", "desk"});
  CHECK(absl::IsPermissionDenied(
      allowed.Admit("GetSource", {"laptop"}).status()));
  CHECK(absl::IsPermissionDenied(
      allowed.Admit("CreateSource", {"reader"}).status()));
}

TEST_CASE("Permission comes before the content of the request") {
  const auto nobody = AllowList::Make(SourceService::service_full_name(), {});
  REQUIRE(nobody.ok());
  Fixture fixture(AllowClients(*nobody));
  const absl::Status refused = fixture.Create({});
  CHECK(absl::IsUnauthenticated(refused));
  CHECK(base::ReasonOf(refused) == Reason::REASON_NO_CLIENT_CERTIFICATE);
}

TEST_CASE("A misspelt method in the allow-list is refused") {
  AllowList::Config config;
  config["creditproof.ingestion.v1.SourceService.GetSorce"].add_names("a");
  CHECK_FALSE(AllowList::Make(SourceService::service_full_name(), config).ok());
}

TEST_CASE("A call that finds the queue full is told to come again") {
  Fixture fixture;
  {
    const TakenThread taken(fixture.executor);
    REQUIRE(fixture.executor.Submit([] {}).ok());  // the queue is full

    const absl::Status refused = fixture.Create(CompleteRequest());

    CHECK(absl::IsResourceExhausted(refused));
    CHECK(base::ReasonOf(refused) == Reason::REASON_OVERLOADED);
    CHECK(fixture.Get("sources/a").ok());  // needs no thread
  }
}

TEST_CASE("A call whose caller has gone while it waited is dropped") {
  Fixture fixture;
  {
    const TakenThread taken(fixture.executor);
    grpc::ClientContext context;
    std::jthread client([&] {
      Source source;
      CHECK(fixture.stub.CreateSource(&context, CompleteRequest(), &source)
                .error_code() == grpc::StatusCode::CANCELLED);
    });
    fixture.service.submitted.wait(nullptr);
    context.TryCancel();
    const auto* waiting = fixture.service.submitted.load();
    while (!waiting->IsCancelled()) std::this_thread::yield();
  }
  fixture.server.Shutdown();

  CHECK(fixture.service.created == 0);
  CHECK(fixture.observed.codes() == std::vector{absl::StatusCode::kCancelled});
}

}  // namespace
}  // namespace creditproof::rpc
