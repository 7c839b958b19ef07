// ObjectionService: subjects object to records, sources answer.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/objection_service.grpc.pb.h"
#include "libs/access/ground.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/kv/store.h"
#include "libs/rpc/gate.h"
#include "services/ingestion/audited_calls.h"

namespace creditproof::ingestion {

// Thread-safe.
class ObjectionServiceImpl final
    : public v1::ObjectionService::CallbackService {
 public:
  // All that is referred to must outlive the service.
  ObjectionServiceImpl(const kv::Store& store, Writer& writer,
                       audit::Trail& trail, SourceActors actors,
                       access::Judge judge, const rpc::Gate& gate,
                       base::Clock clock);

  grpc::ServerUnaryReactor* FileObjection(
      grpc::CallbackServerContext* context,
      const v1::FileObjectionRequest* request,
      v1::Objection* response) override;
  grpc::ServerUnaryReactor* AnswerObjection(
      grpc::CallbackServerContext* context,
      const v1::AnswerObjectionRequest* request,
      v1::Objection* response) override;
  grpc::ServerUnaryReactor* ListObjections(
      grpc::CallbackServerContext* context,
      const v1::ListObjectionsRequest* request,
      v1::ListObjectionsResponse* response) override;

 private:
  absl::StatusOr<v1::Objection> File(const v1::FileObjectionRequest& request,
                                     const rpc::Caller& caller);
  absl::StatusOr<v1::Objection> Answer(
      const v1::AnswerObjectionRequest& request, const rpc::Caller& caller);
  absl::StatusOr<v1::ListObjectionsResponse> List(
      const v1::ListObjectionsRequest& request,
      const rpc::Caller& caller) const;
  absl::StatusOr<v1::ListObjectionsResponse> ReadPage(
      const v1::ListObjectionsRequest& request,
      const std::string& prefix) const;

  AuditedCalls calls_;
  const access::Judge judge_;
  const rpc::Gate& gate_;
};

}  // namespace creditproof::ingestion
