#include "libs/rpc/visitor.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>

#include "creditproof/ingestion/v1/source_service.grpc.pb.h"
#include "libs/base/error.h"
#include "libs/rpc/gate.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unix_server.h"

namespace creditproof::rpc {
namespace {

using ingestion::v1::GetSourceRequest;
using ingestion::v1::Source;
using ingestion::v1::SourceService;

// Answers which visitor asks.
class Service final : public SourceService::CallbackService {
 public:
  explicit Service(Gate gate) : gate_(std::move(gate)) {}

  grpc::ServerUnaryReactor* GetSource(grpc::CallbackServerContext* context,
                                      const GetSourceRequest* request,
                                      Source* response) override {
    return gate_.Serve("GetSource", context, request, response,
                       [](const auto&, const Caller& caller) {
                         Source source;
                         source.set_contact(caller.visitor);
                         return absl::StatusOr<Source>(source);
                       });
  }

 private:
  const Gate gate_;
};

struct Fixture {
  explicit Fixture(const std::string& client)
      : service(Gate(
            TellVisitors(AllowAs(client), {"gateway"}),
            [](const CallRecord&) {}, executor)),
        server({&service}),
        stub(SourceService::NewStub(server.Connect())) {}

  absl::StatusOr<std::string> Visitor(const std::string& said) const {
    grpc::ClientContext context;
    if (!said.empty()) context.AddMetadata(kVisitorMetadata, said);
    GetSourceRequest request;
    request.set_name("sources/a");
    Source source;
    const grpc::Status status = stub->GetSource(&context, request, &source);
    if (!status.ok()) return FromGrpc(status);
    return source.contact();
  }

  Executor executor{/*threads=*/1, /*queue_limit=*/1};
  Service service;
  UnixServer server;
  std::unique_ptr<SourceService::Stub> stub;
};

TEST_CASE("A client that brings visitors says which one asks") {
  const Fixture fixture("gateway");
  CHECK(*fixture.Visitor("0123456789abcdef") == "0123456789abcdef");
  CHECK(fixture.Visitor("")->empty());
}

TEST_CASE("A visitor that names somebody, or is long, is refused") {
  const Fixture fixture("gateway");
  const std::string said =
      GENERATE(as<std::string>(), "192.0.2.17", "0123456789ABCDEF",
               "0123456789abcde", std::string(65, 'a'));
  CHECK(base::ReasonOf(fixture.Visitor(said).status()) ==
        base::Reason::REASON_INVALID_FIELD);
}

TEST_CASE("Who brings no visitors cannot make himself another") {
  const Fixture fixture("portal");
  CHECK(fixture.Visitor("0123456789abcdef")->empty());
  CHECK(fixture.Visitor("192.0.2.17")->empty());
}

}  // namespace
}  // namespace creditproof::rpc
