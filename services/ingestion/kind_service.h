// KindService: the register of kinds of record that were declared.
#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/kind_service.grpc.pb.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/kv/store.h"
#include "libs/rpc/gate.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {

// Thread-safe.
class KindServiceImpl final : public v1::KindService::CallbackService {
 public:
  using Kind = record::v1::DeclaredKind;

  // All must outlive the service.
  KindServiceImpl(const kv::Store& store, Writer& writer, audit::Trail& trail,
                  const rpc::Gate& gate, base::Clock clock);

  grpc::ServerUnaryReactor* DeclareKind(grpc::CallbackServerContext* context,
                                        const v1::DeclareKindRequest* request,
                                        Kind* response) override;
  grpc::ServerUnaryReactor* UpdateKind(grpc::CallbackServerContext* context,
                                       const v1::UpdateKindRequest* request,
                                       Kind* response) override;
  grpc::ServerUnaryReactor* GetKind(grpc::CallbackServerContext* context,
                                    const v1::GetKindRequest* request,
                                    Kind* response) override;
  grpc::ServerUnaryReactor* ListKinds(grpc::CallbackServerContext* context,
                                      const v1::ListKindsRequest* request,
                                      v1::ListKindsResponse* response) override;

 private:
  using Decide = absl::FunctionRef<absl::Status(Act&)>;

  absl::StatusOr<Kind> Declare(const v1::DeclareKindRequest& request,
                               const rpc::Caller& caller);
  absl::StatusOr<Kind> Update(const v1::UpdateKindRequest& request,
                              const rpc::Caller& caller);
  // The kind once `decide` is done, or would be.
  absl::StatusOr<Kind> Try(const std::string& kind_id, Decide decide);
  absl::StatusOr<Kind> Do(absl::string_view method, const std::string& kind_id,
                          const rpc::Caller& caller, Decide decide);
  absl::StatusOr<Kind> Get(const v1::GetKindRequest& request) const;
  absl::StatusOr<v1::ListKindsResponse> List(
      const v1::ListKindsRequest& request) const;

  const kv::Store& store_;
  Writer& writer_;
  audit::Trail& trail_;
  const rpc::Gate& gate_;
  const base::Clock clock_;
};

}  // namespace creditproof::ingestion
