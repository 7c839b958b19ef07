// A state that is not whole, or not what was sent, makes no store.
#include "tests/bootstrap/bootstrap_fixture.h"

namespace creditproof::tests {
namespace {

TEST_CASE("A state that lacks a change is not used") {
  Fixture f;
  f.Append(100);
  const StateSource inner = f.Source();
  const StateSource lossy = [&](std::uint32_t partition,
                                const changelog::TakeState& take) {
    return inner(partition, [&](std::vector<DecodedEntry> entries) {
      entries.pop_back();
      return take(std::move(entries));
    });
  };

  CHECK(absl::IsDataLoss(f.Bootstrap(Verification(), lossy)));
  CHECK_FALSE(std::filesystem::exists(f.Directory()));
}

// Sends a state whose last byte of a change was altered, or no end.
class Forger final : public StateService::Service {
 public:
  explicit Forger(bool ends) : ends_(ends) {}

  grpc::Status ExportState(
      grpc::ServerContext*, const record::v1::ExportStateRequest*,
      grpc::ServerWriter<ExportStateResponse>* writer) override {
    ExportStateResponse response;
    response.mutable_head()->set_position(1);
    writer->Write(response);
    auto& change = *response.mutable_changes()->add_changes();
    change.set_position(1);
    change.set_stored(std::string(8, '\0') +
                      eligibility_check::Source("s", 1).SerializeAsString());
    writer->Write(response);
    response.mutable_end()->set_changes_sha256(std::string(32, 'x'));
    if (ends_) writer->Write(response);
    return grpc::Status::OK;
  }

 private:
  const bool ends_;
};

TEST_CASE("A state of another digest, or without an end, is not used") {
  Forger forger(GENERATE(true, false));
  const rpc::UnixServer server({&forger});
  StateService::Stub stub(server.Connect());

  const auto read = remote_log::ReadState(
      stub, 0, [](auto) { return absl::OkStatus(); },
      [](const grpc::Status&) { return absl::OkStatus(); });

  CHECK(absl::IsDataLoss(read.status()));
}

}  // namespace
}  // namespace creditproof::tests
