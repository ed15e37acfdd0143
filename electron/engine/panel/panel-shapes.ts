import { z } from "zod";

const list = <T extends z.ZodType>(item: T) => z.object({ object: z.literal("list"), data: z.array(item) });
const item = <T extends z.ZodRawShape>(attributes: T) => z.object({ attributes: z.object(attributes) });
// Without the permission for it an include is `{object: "null_resource", attributes: null}`.
const nothing = z.object({ object: z.literal("null_resource") });

export const AllocationRaw = item({
  id: z.number().int(),
  ip: z.string(),
  alias: z.string().nullish(),
  port: z.number().int(),
  assigned: z.boolean(),
});

export const UserRaw = item({
  id: z.number().int(),
  external_id: z.string().nullable(),
  email: z.string(),
  username: z.string(),
});

/** `allocation` is null where Pelican was told to assign none. */
export const ServerRaw = item({
  id: z.number().int(),
  external_id: z.string().nullable(),
  uuid: z.string(),
  identifier: z.string(),
  name: z.string(),
  status: z.string().nullable(),
  suspended: z.boolean(),
  limits: z.object({ memory: z.number(), disk: z.number(), cpu: z.number() }),
  user: z.number().int(),
  node: z.number().int(),
  allocation: z.number().int().nullable(),
  egg: z.number().int(),
  relationships: z
    .object({
      user: z.union([nothing, UserRaw]).optional(),
      allocations: z.union([nothing, list(AllocationRaw)]).optional(),
    })
    .optional(),
});

const node = {
  id: z.number().int(),
  name: z.string(),
  fqdn: z.string(),
  public: z.boolean(),
  maintenance_mode: z.boolean(),
  memory: z.number(),
  memory_overallocate: z.number(),
  disk: z.number(),
  disk_overallocate: z.number(),
  allocated_resources: z.object({ memory: z.number(), disk: z.number() }),
  relationships: z.object({ allocations: z.union([nothing, list(AllocationRaw)]).optional() }).optional(),
};
export const NodeRaw = item(node);
/** Pterodactyl groups nodes by location. */
export const LocatedNodeRaw = item({ ...node, location_id: z.number().int() });
/** Pelican groups them by tags. */
export const TaggedNodeRaw = item({ ...node, tags: z.array(z.string()).nullish() });

export const NestRaw = item({ id: z.number().int() });

/** `nest` is Pterodactyl's alone; a variable's rules are its one string, and Pelican's list. */
export const EggRaw = item({
  id: z.number().int(),
  nest: z.number().int().optional(),
  name: z.string(),
  docker_image: z.string(),
  startup: z.string(),
  relationships: z.object({
    variables: list(
      item({
        env_variable: z.string(),
        default_value: z.string().nullish(),
        rules: z.union([z.string(), z.array(z.string())]).nullish(),
      }),
    ),
  }),
});

/** One page of a list. A list that carries no meta is complete as it is. */
export const pageOf = <T extends z.ZodType>(of: T) =>
  list(of).extend({
    meta: z.object({ pagination: z.object({ current_page: z.number(), total_pages: z.number() }) }).optional(),
  });

/** The panel's own way to say no; anything else with an error status came from something in front of it. */
export const ErrorAnswer = z.object({
  errors: z
    .array(
      z.object({
        code: z.string(),
        detail: z.string().nullish(),
        meta: z.object({ source_field: z.string(), rule: z.string() }).partial().nullish(),
      }),
    )
    .min(1),
});
